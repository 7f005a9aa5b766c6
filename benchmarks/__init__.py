"""What the product costs, measured beside what a user would pick instead: docs/benchmarks.md."""
