"""The half-filled form of one person: kept while they type, offered again, gone once sent."""
