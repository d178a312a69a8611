package io.github.blockwright.runtime.data;

import io.github.blockwright.runtime.data.PicturePart.Drawn;
import io.github.blockwright.runtime.data.PicturePart.Fitted;
import io.github.blockwright.runtime.files.Archives;
import io.github.blockwright.runtime.files.FileNames;
import io.github.blockwright.runtime.layouts.FoundPictures;
import io.github.blockwright.runtime.layouts.Layouts;
import io.github.blockwright.runtime.layouts.Part;
import io.github.blockwright.runtime.layouts.Unpacked;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.IntStream;

/** Finds out which data set lies at a path, and how it is split. */
final class DataSets {
    private DataSets() {}

    /** @throws IOException as {@link Pictures#of(Path)} does */
    static Split at(Path path) throws IOException {
        if (!Files.exists(path)) {
            throw new IOException("There is no " + path
                    + ": check the path; Pictures.downloadCifar10 (--download) fetches CIFAR-10 into a folder");
        }
        if (!Files.isRegularFile(path) && !Files.isDirectory(path)) {
            throw new IOException(path + " is neither a file nor a folder: give the folder that the pictures are in");
        }
        if (Cifar10.isAt(path)) {
            return cifar10(path);
        }
        if (Cifar100.isAt(path)) {
            return cifar100(path, false);
        }
        Optional<IdxFiles> idx = IdxFiles.at(path);
        if (idx.isPresent()) {
            IdxFiles.Parts parts = idx.get().load();
            return official(path, parts.train(), parts.test());
        }
        if (Files.isRegularFile(path) && Archives.isArchive(path)) {
            Path folder = Unpacked.folder(path);
            return at(folder).with("unpacked into " + folder);
        }
        return found(FileNames.text(path), Layouts.find(path));
    }

    static Split cifar10(Path path) throws IOException {
        return Split.given(
                        path.toString(),
                        new Fitted(Cifar10.load(path, Cifar10.Split.TRAIN)),
                        new Fitted(Cifar10.load(path, Cifar10.Split.TEST)))
                .validatedOnTest();
    }

    static Split cifar100(Path path, boolean coarse) throws IOException {
        if (!Cifar100.isAt(path)) {
            throw new IOException(path + " is not CIFAR-100: it should be the folder cifar-100-binary, with"
                    + " fine_label_names.txt in it, or the folder that holds that");
        }
        Cifar100 files = new Cifar100(path, coarse);
        return official(path, files.train(), Optional.of(files.test()));
    }

    static Split shapes(int train, int validation) {
        return Split.given("drawn shapes", drawn(train, 1), drawn(validation, 2));
    }

    private static Split official(Path path, ImageDataset train, Optional<ImageDataset> test) {
        Split split = Split.usual(path.toString(), new Fitted(train));
        return split.with(test.map(Fitted::new), split.remarks());
    }

    private static Split found(String name, FoundPictures found) {
        PicturePart train = FoundFiles.of(found, Part.TRAIN);
        PicturePart validation = FoundFiles.of(found, Part.VALIDATION);
        PicturePart test = FoundFiles.of(found, Part.TEST);
        if (validation.labels().length == 0 && train.labels().length == 0) {
            // Nothing is trained on it, so nothing is chosen by it: it is there to be measured.
            return Split.given(name, train, test).with(Optional.empty(), found.remarks());
        }
        Split split = validation.labels().length > 0
                ? Split.given(name, train, validation)
                : Split.usualIfEnough(name, train);
        return split.with(Optional.of(test).filter(part -> part.labels().length > 0), found.remarks());
    }

    private static PicturePart drawn(int size, long seed) {
        return new Drawn(size, seed, IntStream.range(0, size).boxed().toList());
    }
}
