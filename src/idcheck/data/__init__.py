"""Dated tables with a source for each row. Code that reads them stands in the rooms that use them."""
