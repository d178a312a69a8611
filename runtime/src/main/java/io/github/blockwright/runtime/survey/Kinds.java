package io.github.blockwright.runtime.survey;

import io.github.blockwright.runtime.pictures.PictureKind;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What the files of the pictures that can be read are.
 *
 * @param files by kind, told by their content; empty where pictures are in memory
 * @param namedOtherwise files whose names end as those of another kind
 * @param grey pictures stored as grey
 * @param alpha files that can be transparent
 * @param turned files whose EXIF turns the picture
 * @param profiles files with a colour profile
 */
record Kinds(Map<PictureKind, Integer> files, int namedOtherwise, int grey, int alpha, int turned, int profiles) {
    private static final Map<PictureKind, Set<String>> ENDINGS = Map.of(
            PictureKind.JPEG, Set.of("jpg", "jpeg", "jpe", "jfif"),
            PictureKind.PNG, Set.of("png", "apng"),
            PictureKind.GIF, Set.of("gif"),
            PictureKind.WEBP, Set.of("webp"),
            PictureKind.TIFF, Set.of("tif", "tiff"),
            PictureKind.BMP, Set.of("bmp", "dib"));

    /** @param looks at the entries; null where one cannot be read */
    static Kinds of(List<Entry> entries, List<Look> looks) {
        Map<PictureKind, Integer> files = new EnumMap<>(PictureKind.class);
        int namedOtherwise = 0;
        int grey = 0;
        int alpha = 0;
        int turned = 0;
        int profiles = 0;
        for (int i = 0; i < entries.size(); i++) {
            Look look = looks.get(i);
            if (look == null) {
                continue;
            }
            grey += look.grey() ? 1 : 0;
            if (look.file().isPresent()) {
                Look.OfFile file = look.file().get();
                files.merge(file.kind(), 1, Integer::sum);
                namedOtherwise += isNamedOtherwise(entries.get(i).name(), file.kind()) ? 1 : 0;
                alpha += file.hasAlpha() ? 1 : 0;
                turned += file.turned() ? 1 : 0;
                profiles += file.hasProfile() ? 1 : 0;
            }
        }
        return new Kinds(files, namedOtherwise, grey, alpha, turned, profiles);
    }

    private static boolean isNamedOtherwise(String name, PictureKind kind) {
        String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return ENDINGS.entrySet().stream()
                .anyMatch(other -> other.getKey() != kind && other.getValue().contains(ending));
    }
}
