"""Tables in running text: a stream of cells, aligned with the form's layouts read row by row."""
