"""Prints scikit-learn's figures of a network's scores as JSON, a list of numbers for each.

    python scikit_learn_figures.py one|several FILE

FILE has a line for each image: its scores, then a bar, then its class, or 0 and 1 for each label.
"""

import json
import sys
import warnings

import numpy
from sklearn import metrics

warnings.filterwarnings("ignore")
task, file = sys.argv[1:]
rows = [line.split("|") for line in open(file, encoding="ascii")]
scores = numpy.array([[float(x) for x in row[0].split()] for row in rows])
truth = numpy.array([[int(x) for x in row[1].split()] for row in rows])


def of_one_class():
    classes = numpy.arange(scores.shape[1])
    actual = truth[:, 0]
    predicted = scores.argmax(axis=1)
    exponentials = numpy.exp(scores - scores.max(axis=1, keepdims=True))
    probabilities = exponentials / exponentials.sum(axis=1, keepdims=True)
    precision, recall, _, _ = metrics.precision_recall_fscore_support(
        actual, predicted, labels=classes, zero_division=numpy.nan
    )
    return {
        "accuracy": [metrics.accuracy_score(actual, predicted)],
        "topK": [metrics.top_k_accuracy_score(actual, scores, k=5, labels=classes)],
        "balancedAccuracy": [metrics.balanced_accuracy_score(actual, predicted)],
        "macroF1": [metrics.f1_score(actual, predicted, average="macro")],
        "f1": list(metrics.f1_score(actual, predicted, labels=classes, average=None, zero_division=0)),
        "precision": list(precision),
        "recall": list(recall),
        "loss": [metrics.log_loss(actual, probabilities, labels=classes)],
        "confusion": [int(x) for x in metrics.confusion_matrix(actual, predicted, labels=classes).ravel()],
    }


def of_several_labels():
    probabilities = (1 / (1 + numpy.exp(-scores))).astype(numpy.float32)
    given = probabilities >= 0.5
    labels = range(scores.shape[1])
    precision, recall, f1, _ = metrics.precision_recall_fscore_support(truth, given, zero_division=numpy.nan)
    best = []
    for label in labels:
        curve, gain, _ = metrics.precision_recall_curve(truth[:, label], probabilities[:, label])
        best.append(float(numpy.nanmax(2 * curve * gain / numpy.maximum(curve + gain, 1e-12))))
    return {
        "averagePrecision": [metrics.average_precision_score(truth[:, i], probabilities[:, i]) for i in labels],
        "precision": list(precision),
        "recall": list(recall),
        "f1": list(metrics.f1_score(truth, given, average=None, zero_division=0)),
        "macroF1": [metrics.f1_score(truth, given, average="macro", zero_division=0)],
        "microF1": [metrics.f1_score(truth, given, average="micro")],
        "bestF1": best,
        "accuracy": [metrics.accuracy_score(truth, given)],
        "loss": [numpy.mean([metrics.log_loss(truth[:, i], probabilities[:, i], labels=[0, 1]) for i in labels])],
    }


print(json.dumps(of_one_class() if task == "one" else of_several_labels(), default=float))
