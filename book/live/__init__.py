"""Python in the page: what the book serves so that a chapter runs without any other host.

``python -m book.live FOLDER`` packs the course and the packages it needs, all of pure Python;
``snapshot.mjs`` starts them once and keeps the memory, from which readers' browsers start.
"""
