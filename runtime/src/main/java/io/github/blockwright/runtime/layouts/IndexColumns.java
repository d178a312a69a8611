package io.github.blockwright.runtime.layouts;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Which columns of an index say what, by their names as people and sites write them; case, spaces, {@code _} and {@code -}
 * are all the same.
 *
 * @param header whether the first row is names
 * @param picture names the pictures
 * @param label holds the label or labels, or -1 where each label has a column of its own
 * @param flags the columns of labels, with 0 or 1 in them
 * @param flagNames what they are called
 * @param several whether the label's column is called as if it held several
 * @param split says which part, or -1
 * @param splitIsFlag whether that column says yes for validation and no for training, as fastai's {@code is_valid}
 */
record IndexColumns(
        boolean header,
        int picture,
        int label,
        List<Integer> flags,
        List<String> flagNames,
        boolean several,
        int split,
        boolean splitIsFlag) {
    private static final List<String> PICTURES = List.of(
            "path",
            "paths",
            "filepath",
            "filepaths",
            "imagepath",
            "imgpath",
            "filename",
            "filenames",
            "file",
            "image",
            "images",
            "imagename",
            "imgname",
            "imagefile",
            "imageindex",
            "img",
            "imageid",
            "picture",
            "photo",
            "name",
            "id");
    private static final List<String> LABELS = List.of(
            "label",
            "labels",
            "class",
            "classes",
            "classname",
            "labelname",
            "category",
            "categories",
            "categoryname",
            "tag",
            "tags",
            "target",
            "targets",
            "classid",
            "labelid",
            "categoryid",
            "findinglabels");
    private static final Set<String> SEVERAL =
            Set.of("labels", "classes", "categories", "tags", "targets", "findinglabels");
    private static final String VALIDATION_FLAG = "isvalid";
    private static final Set<String> SPLITS =
            Set.of("split", "set", "subset", "part", "partition", "dataset", VALIDATION_FLAG);
    /** Columns of what a network thought: training on that would be a mistake. */
    private static final Set<String> GUESSES =
            Set.of("probability", "probabilities", "score", "confidence", "prediction");

    private static final Set<String> YES = Set.of("1", "1.0", "true");
    private static final Set<String> NO = Set.of("0", "0.0", "false", "");

    /** Why a table is no index of pictures. */
    static final class UnclearException extends Exception {
        private static final long serialVersionUID = 1L;

        private UnclearException(String why) {
            super(why);
        }
    }

    /**
     * Finds out from the first rows.
     *
     * @param rows some of them, the first included
     * @throws UnclearException if they are not those of an index; the message says why, as the rest of a sentence
     */
    static IndexColumns of(List<List<String>> rows) throws UnclearException {
        if (rows.isEmpty()) {
            throw new UnclearException("it is empty");
        }
        OptionalInt picture = pictureCell(rows.get(0));
        return picture.isPresent() ? withoutHeader(rows, picture.getAsInt()) : withHeader(rows);
    }

    private static OptionalInt pictureCell(List<String> row) {
        return IntStream.range(0, row.size())
                .filter(i -> PictureWalk.isNamedLikeAPicture(row.get(i)))
                .findFirst();
    }

    private static IndexColumns withoutHeader(List<List<String>> rows, int picture) throws UnclearException {
        int columns = rows.get(0).size();
        List<Integer> others =
                IntStream.range(0, columns).filter(i -> i != picture).boxed().toList();
        if (others.size() == 1) {
            return new IndexColumns(false, picture, others.get(0), List.of(), List.of(), false, -1, false);
        }
        List<Integer> splits = others.stream()
                .filter(i ->
                        rows.stream().allMatch(row -> Part.named(cell(row, i)).isPresent()))
                .toList();
        if (others.size() == 2 && splits.size() == 1) {
            int split = splits.get(0);
            int label = others.get(0) == split ? others.get(1) : others.get(0);
            return new IndexColumns(false, picture, label, List.of(), List.of(), false, split, false);
        }
        throw new UnclearException("its first row has " + columns
                + " cells, of which it is not clear what they say: give it" + " a header, path,label");
    }

    private static IndexColumns withHeader(List<List<String>> rows) throws UnclearException {
        List<String> names = rows.get(0).stream().map(IndexColumns::normal).toList();
        for (String name : names) {
            if (GUESSES.contains(name)) {
                throw new UnclearException("its column " + name + " says that it holds what a network thought");
            }
        }
        int picture = first(names, PICTURES);
        if (picture < 0 && rows.size() > 1) {
            picture = pictureCell(rows.get(1)).orElse(-1);
        }
        if (picture < 0) {
            throw new UnclearException("none of its columns " + few(rows.get(0)) + " names pictures: call one path");
        }
        int split = IntStream.range(0, names.size())
                .filter(i -> SPLITS.contains(names.get(i)))
                .findFirst()
                .orElse(-1);
        boolean splitIsFlag = split >= 0 && names.get(split).equals(VALIDATION_FLAG);
        int label = first(names, LABELS);
        if (label >= 0 && label != picture) {
            boolean several = SEVERAL.contains(names.get(label));
            return new IndexColumns(true, picture, label, List.of(), List.of(), several, split, splitIsFlag);
        }
        return byTheOthers(rows, picture, split, splitIsFlag);
    }

    /** Where nothing is called a label: the only other column is it, or all others are labels with 0 and 1. */
    private static IndexColumns byTheOthers(List<List<String>> rows, int picture, int split, boolean splitIsFlag)
            throws UnclearException {
        List<String> header = rows.get(0);
        List<Integer> others = IntStream.range(0, header.size())
                .filter(i -> i != picture && i != split)
                .boxed()
                .toList();
        if (others.size() == 1) {
            return new IndexColumns(true, picture, others.get(0), List.of(), List.of(), false, split, splitIsFlag);
        }
        boolean flags = others.stream().allMatch(i -> rows.stream().skip(1).allMatch(row -> isFlag(cell(row, i))));
        if (others.isEmpty() || !flags) {
            throw new UnclearException("none of its columns " + few(header)
                    + " gives labels: call one label, or give each label a column with 0 and 1");
        }
        List<String> names = new ArrayList<>();
        others.forEach(i -> names.add(Labelling.normal(header.get(i))));
        if (new HashSet<>(names).size() < names.size()) {
            throw new UnclearException("two of its columns have the same name");
        }
        return new IndexColumns(true, picture, -1, others, names, true, split, splitIsFlag);
    }

    private static String few(List<String> names) {
        return names.size() > 12 ? names.subList(0, 12) + " ..." : names.toString();
    }

    private static int first(List<String> names, List<String> wanted) {
        return wanted.stream()
                .mapToInt(names::indexOf)
                .filter(i -> i >= 0)
                .findFirst()
                .orElse(-1);
    }

    private static String normal(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[\\s_-]", "");
    }

    static boolean isFlag(String cell) {
        String lower = cell.toLowerCase(Locale.ROOT);
        return YES.contains(lower) || NO.contains(lower);
    }

    static boolean isYes(String cell) {
        return YES.contains(cell.toLowerCase(Locale.ROOT));
    }

    /** A row's cell, empty where the row is short. */
    static String cell(List<String> row, int column) {
        return column < row.size() && row.get(column) != null ? row.get(column).strip() : "";
    }
}
