"""The built-in theme: templates, style sheets and scripts."""
