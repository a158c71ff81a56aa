"""Models of bargaining, delegation and signalling: small pure functions, one module an idea.

A closed form is plain arithmetic: called with numbers it gives a number, called with the
parameters of a chart it gives the formula that the reader's browser evaluates.
"""
