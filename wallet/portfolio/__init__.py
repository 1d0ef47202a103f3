"""What a holder can do: items in her own words beside her certificates, and at which level of trust.

`items` keeps, `trust` says what each thing is worth, `coverage` what a certificate says about parts of a
qualification; `matrix`, `timeline` and `profile` are three ways to look at all of it, and are pure.
"""
