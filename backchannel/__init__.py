"""The Delicate Dance: data, models, figures and widgets of the course.

Four layers, each of which may import only those before it:
``data`` and ``models`` (standard library only), ``figures`` (Altair), ``widgets`` (ipywidgets).
"""
