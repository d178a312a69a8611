package io.github.blockwright.benchmarks;

import java.io.IOException;
import java.util.List;

/** Recipes that are compared on the same pictures. */
interface RecipeComparison {
    /** What is measured of a training. */
    List<String> figures();

    /** The recipes for so many pictures: the suited one first, then each with one setting changed. */
    List<String> arms(int pictures);

    /** Epochs times steps of each. */
    String steps(String arm, int pictures);

    /** A number for each figure. */
    double[] train(String arm, int pictures, int seed) throws IOException;
}
