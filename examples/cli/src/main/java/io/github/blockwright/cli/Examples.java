package io.github.blockwright.cli;

import io.github.blockwright.runtime.data.ImageSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Chooses images to be shown. */
final class Examples {
    private Examples() {}

    /** The first of each class, then the second, until there are enough or no more; those without a class last. */
    static List<Integer> ofEachClass(ImageSource images, int count) {
        List<Deque<Integer>> byClass = new ArrayList<>();
        for (int i = 0; i <= images.classes().size(); i++) {
            byClass.add(new ArrayDeque<>());
        }
        for (int image = 0; image < images.size(); image++) {
            int label = images.label(image);
            byClass.get(label < 0 ? images.classes().size() : label).add(image);
        }
        List<Integer> chosen = new ArrayList<>();
        while (chosen.size() < Math.min(count, images.size())) {
            for (Deque<Integer> left : byClass) {
                if (!left.isEmpty() && chosen.size() < count) {
                    chosen.add(left.remove());
                }
            }
        }
        return chosen;
    }
}
