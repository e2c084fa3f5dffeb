"""XLSX and CSV: opening what people upload, reading it, and the workbook we send out."""
