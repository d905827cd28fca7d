"""How LINE and Facebook are asked, and what their answers mean. Nothing here writes to the database."""
