"""How a book looks: what a reading system does not know better. Its own faces and sizes stay."""

STYLE = b"""\
body { margin: 0 4%; line-height: 1.5; overflow-wrap: break-word; }
h1 { font-size: 1.6em; line-height: 1.2; margin: 1em 0 0.3em; }
h2 { font-size: 1.25em; line-height: 1.25; margin: 1.8em 0 0.4em; padding-top: 0.8em;
  border-top: 1px solid #999; break-after: avoid; }
h3, h4, h5, h6 { font-size: 1em; margin: 1.2em 0 0.3em; break-after: avoid; }
h2 a { color: inherit; text-decoration: none; }
.when { color: #666; font-size: 0.9em; }
p { margin: 0 0 0.8em; }
ul, ol { margin: 0 0 0.8em; padding: 0; padding-inline-start: 1.4em; }
blockquote { margin: 0 0 0.8em; padding-inline-start: 1em; border-inline-start: 3px solid #999; }
figure { margin: 0 0 1em; break-inside: avoid; }
img { max-width: 100%; height: auto; }
figcaption { font-size: 0.85em; line-height: 1.4; color: #666; }
cite { font-style: normal; font-size: 0.85em; }
table { border-collapse: collapse; font-size: 0.9em; margin: 0 0 0.8em; }
th, td { border: 1px solid #999; padding: 0.2em 0.5em; text-align: start; }
pre { white-space: pre-wrap; font-size: 0.85em; }
nav ol { list-style: none; padding-inline-start: 1em; }
"""
