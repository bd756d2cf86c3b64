"""What AIQ's busiest pages cost, beside the least that Django can do. See README.md."""
