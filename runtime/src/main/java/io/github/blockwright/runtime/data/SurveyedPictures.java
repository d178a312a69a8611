package io.github.blockwright.runtime.data;

import io.github.blockwright.runtime.blocks.InputSpec;
import io.github.blockwright.runtime.data.PicturePart.Fitted;
import io.github.blockwright.runtime.layouts.Part;
import io.github.blockwright.runtime.pictures.Picture;
import io.github.blockwright.runtime.survey.Content;
import io.github.blockwright.runtime.survey.Entry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The pictures of all parts as a survey wants them: each in its own size. */
final class SurveyedPictures {
    /** For what has no size of its own, such as drawn shapes. */
    private static final InputSpec SMALL =
            new InputSpec(32, 32, 3, 255, List.of(0.0, 0.0, 0.0), List.of(1.0, 1.0, 1.0));

    private SurveyedPictures() {}

    static List<Entry> of(Pictures pictures) throws IOException {
        List<Entry> entries = new ArrayList<>();
        for (Part part : Part.values()) {
            PicturePart found = pictures.byPart().get(part);
            if (found != null) {
                Optional<PictureFiles> files = found.files();
                if (files.isPresent()) {
                    addFiles(entries, part, files.get());
                } else {
                    addImages(entries, part, found instanceof Fitted own ? own.images() : found.read(SMALL));
                }
            }
        }
        return entries;
    }

    /** Of each picture of each part; reads nothing. */
    static Map<Part, List<int[]>> labels(Pictures pictures) throws IOException {
        Map<Part, List<int[]>> labels = new EnumMap<>(Part.class);
        for (Map.Entry<Part, PicturePart> part : pictures.byPart().entrySet()) {
            Optional<PictureFiles> files = part.getValue().files();
            labels.put(
                    part.getKey(),
                    files.isPresent()
                            ? files.get().entries().stream()
                                    .map(PictureFiles.Entry::labels)
                                    .toList()
                            : Arrays.stream(part.getValue().labels())
                                    .mapToObj(label -> new int[] {label})
                                    .toList());
        }
        return labels;
    }

    /** The names of files that hold no picture, since they hold nothing or are not there; reads nothing. */
    static List<String> hollow(Pictures pictures) throws IOException {
        List<String> names = new ArrayList<>();
        for (PicturePart part : pictures.byPart().values()) {
            part.files().ifPresent(files -> files.entries().stream()
                    .filter(file -> file.bytes() <= 0)
                    .forEach(file -> names.add(file.name())));
        }
        return names;
    }

    private static void addFiles(List<Entry> entries, Part part, PictureFiles files) {
        files.entries()
                .forEach(file ->
                        entries.add(new Entry(file.name(), part, file.labels(), new Content.InFile(file.path()))));
    }

    private static void addImages(List<Entry> entries, Part part, ImageDataset images) {
        for (int i = 0; i < images.size(); i++) {
            Picture picture = new Picture(images.height(), images.width(), images.channels(), images.pixels(i));
            entries.add(new Entry(part + " " + i, part, images.labels(i), new Content.InMemory(picture)));
        }
    }
}
