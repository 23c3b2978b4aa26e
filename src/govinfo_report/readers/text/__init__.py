"""Running text, text that keeps a page's layout, tabs, csv and Markdown."""
