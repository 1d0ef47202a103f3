"""Answering with a form: 422 while something in it is wrong, so that programs see what people read."""

from typing import Any

from flask import render_template
from wtforms import Form


def form_page(template: str, form: Form, **values: Any) -> tuple[str, int]:
    """Render a page with a form, with the status that fits its errors."""
    return render_template(template, form=form, **values), 422 if form.errors else 200
