import unittest

from app import app, count


class CountTest(unittest.TestCase):
    def test_an_empty_text_has_nothing_to_count(self):
        self.assertEqual(count(""), {"characters": 0, "words": 0, "lines": 0})

    def test_words_are_separated_by_any_white_space(self):
        self.assertEqual(count("one  two\nthree")["words"], 3)


class PageTest(unittest.TestCase):
    def setUp(self):
        self.client = app.test_client()

    def test_the_page_greets(self):
        self.assertIn("Hello, Flask", self.client.get("/").text)

    def test_the_page_escapes_what_was_typed(self):
        self.assertIn("&lt;b&gt;", self.client.get("/?text=<b>").text)

    def test_the_numbers_are_there_as_json(self):
        self.assertEqual(self.client.get("/api/count?text=a+b").json["words"], 2)


if __name__ == "__main__":
    unittest.main()
