"""Index: the result, its notes and its workbook."""
