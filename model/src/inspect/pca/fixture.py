"""Writes fixture.json: principal components of made-up vectors by scikit-learn.

    python3 fixture.py > fixture.json
"""

import json

import numpy as np
import sklearn
from sklearn.decomposition import PCA


def vectors(count, length):
    i, j = np.meshgrid(np.arange(count), np.arange(length), indexing="ij")
    return ((i * i * 7 + i * j * 5 + j * 13 + i * 3) % 101) / 101.0 / (1 + j % 9)


cases = []
for count, length in [(60, 12), (40, 90), (300, 120)]:
    pca = PCA(n_components=2, svd_solver="full").fit(vectors(count, length).astype(np.float32).astype(np.float64))
    cases.append({
        "count": count,
        "length": length,
        "explained": pca.explained_variance_ratio_.tolist(),
        "axes": [[round(float(part), 9) for part in axis] for axis in pca.components_],
    })
print(json.dumps({"by": f"scikit-learn {sklearn.__version__}", "cases": cases}))
