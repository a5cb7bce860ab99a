"""What is printed or taken along: posters, paper forms, calendar files."""
