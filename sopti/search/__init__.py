"""Finding things by their words, whatever room keeps them.

How a room lets its things be found:

1. It says what they are, in a small class (`Searched` in `kinds.py`): key, label, icon; the
   queryset of all of them and of those that a person may see; title, text and link of one.
2. It registers one object of that class in its ready.py, by dotted name:
   `register_searched("website_ops.articles.searched.ARTICLES")`.
3. Every action that writes such a thing ends, in its transaction, with
   `keep_found("artikel", [article])` (`actions.py`), and one that deletes it with `forget_found`.

What an action forgot, the worker finds by the thing's history (simple-history) within minutes;
what has no entry at all it writes too, and `manage.py rebuild_search` writes everything anew.
Rows made by bulk_create for the demonstration need nothing: `load_demo` ends with that.

Who may see what is asked anew at each search, of the room's own `visible_to(user)`.
"""
