package io.github.blockwright.lessons.transfer;

import io.github.blockwright.runtime.data.ImageDataset;
import io.github.blockwright.runtime.data.Shapes;
import java.util.List;

/** Which of the ten shapes the backbone learns, and which are left for the transfer. */
final class ShapeClasses {
    static final List<String> NEW = List.of("hourglass", "arrow");

    private ShapeClasses() {}

    /** The eight that are not new. */
    static List<String> known(ImageDataset shapes) {
        return shapes.classes().stream().filter(name -> !NEW.contains(name)).toList();
    }

    /** So many images of the two new ones. */
    static ImageDataset ofNew(int size, long seed) {
        ImageDataset ten = Shapes.generate(5 * size, seed);
        return ten.ofClasses(NEW);
    }
}
