"""The benchmark of the signals: invented partnerships, simple rules, and a fair comparison."""
