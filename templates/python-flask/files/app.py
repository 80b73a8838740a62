from flask import Flask, jsonify, render_template, request

app = Flask(__name__)


@app.get("/")
def index():
    text = request.args.get("text", "")
    return render_template("index.html", text=text, counts=count(text))


@app.get("/api/count")
def count_as_json():
    return jsonify(count(request.args.get("text", "")))


def count(text):
    """Counts what a writer wants to know of a text."""
    return {
        "characters": len(text),
        "words": len(text.split()),
        "lines": len(text.splitlines()),
    }
