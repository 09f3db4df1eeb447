"""What people look at: the page, tables, reports, static pictures."""
