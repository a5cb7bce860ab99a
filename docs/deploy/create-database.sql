-- The role and the database of the monitor. For a superuser of PostgreSQL 15 or newer, once:
--   DATABASE_PASSWORD=... psql --file create-database.sql
-- Row-level security keeps workspaces apart as a second wall. It does not hold for a superuser or
-- a role with BYPASSRLS, so the monitor works as neither.
\set ON_ERROR_STOP on
\getenv password DATABASE_PASSWORD
CREATE ROLE monitor LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE PASSWORD :'password';
CREATE DATABASE monitor OWNER monitor;
REVOKE ALL ON DATABASE monitor FROM PUBLIC;
