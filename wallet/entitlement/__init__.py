"""What she may still learn: the engine's entitlement rules over her own documents and her own answers.

Computed for her alone, at every look. Nothing is stored here, and nothing is sent to anybody.
"""
