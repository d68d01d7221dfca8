"""Where the court speaks in public: its site and its social media."""
