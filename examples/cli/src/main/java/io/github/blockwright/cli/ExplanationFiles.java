package io.github.blockwright.cli;

import ai.djl.modality.Classifications.Classification;
import io.github.blockwright.cli.ExplainCommand.Method;
import io.github.blockwright.runtime.data.ImageSource;
import io.github.blockwright.runtime.explain.Explainer;
import io.github.blockwright.runtime.explain.Explanation;
import io.github.blockwright.runtime.explain.HeatMap;
import io.github.blockwright.runtime.explain.Neighbour;
import io.github.blockwright.runtime.explain.SeenPicture;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Writes the explanations of pictures, a file for each and a contact sheet for every so many. Only those of a sheet are in
 * memory, and the data is looked through for neighbours once for each.
 */
final class ExplanationFiles {
    private static final int ON_A_SHEET = 24;
    private static final String NOT_FOR_NAMES = "[^\\p{L}\\p{N}._-]+";

    private final Explainer explainer;
    private final Path folder;
    private final Wishes wishes;
    private final Optional<ImageSource> data;
    private final PrintWriter out;
    private final Set<String> taken = new HashSet<>(Set.of("sheet", "filters"));
    private final List<Pending> pending = new ArrayList<>();
    private int sheets;

    /**
     * What is drawn.
     *
     * @param classes that are explained; none for what the network says
     * @param neighbours how many
     * @param channels how many maps of each row; 0 for none
     */
    record Wishes(Set<Method> methods, List<String> classes, int neighbours, int channels) {}

    private record Pending(String name, String file, SeenPicture picture, List<HeatMap> maps) {}

    /** @param data to look for neighbours in */
    ExplanationFiles(Explainer explainer, Path folder, Wishes wishes, Optional<ImageSource> data, PrintWriter out) {
        this.explainer = explainer;
        this.folder = folder;
        this.wishes = wishes;
        this.data = data;
        this.out = out;
    }

    /** @throws IOException if a file cannot be written */
    void add(String name, SeenPicture picture) throws IOException {
        String file = fileName(name);
        if (wishes.channels() > 0) {
            Path sheets = folder.resolve(file + "-maps");
            int written = picture.writeFeatureMaps(sheets, wishes.channels()).size();
            out.println(said(name, picture) + ": " + written + " sheets of feature maps in " + sheets);
        }
        if (!wishes.methods().isEmpty()) {
            pending.add(new Pending(name, file, picture, heatMaps(picture)));
            if (pending.size() == ON_A_SHEET) {
                write();
            }
        }
    }

    private List<HeatMap> heatMaps(SeenPicture picture) {
        List<String> classes = wishes.classes().isEmpty() ? picture.labels() : wishes.classes();
        if (classes.isEmpty()) {
            classes = List.of(picture.answer().best().getClassName());
        }
        List<HeatMap> maps = new ArrayList<>();
        for (String name : classes) {
            if (wishes.methods().contains(Method.GRADCAM)) {
                maps.add(picture.gradCam(name));
            }
            if (wishes.methods().contains(Method.OCCLUSION)) {
                maps.add(picture.occlusion(name));
            }
        }
        return maps;
    }

    /** @throws IOException if a file cannot be written, or a neighbour not be read */
    void finish() throws IOException {
        write();
        if (wishes.channels() > 0) {
            Path filters = folder.resolve("filters.png");
            out.println(
                    explainer.writeFilters(filters)
                            ? "filters of the first convolution: " + filters
                            : "the network does not begin with a convolution, so there are no filters to draw");
        }
    }

    private void write() throws IOException {
        if (pending.isEmpty()) {
            return;
        }
        List<SeenPicture> pictures = pending.stream().map(Pending::picture).toList();
        List<List<Neighbour>> near = data.isPresent()
                ? explainer.neighbours(pictures, data.get(), wishes.neighbours())
                : pictures.stream().map(picture -> List.<Neighbour>of()).toList();
        List<Explanation> explanations = new ArrayList<>();
        for (int i = 0; i < pending.size(); i++) {
            Pending one = pending.get(i);
            Explanation explanation = new Explanation(one.name(), one.picture(), one.maps(), near.get(i));
            Path png = folder.resolve(one.file() + ".png");
            explanation.write(png);
            out.println(said(one.name(), one.picture()) + ": " + png);
            explanations.add(explanation);
        }
        pending.clear();
        sheets++;
        if (sheets > 1 || explanations.size() > 1) {
            Path sheet = folder.resolve(sheets == 1 ? "sheet.png" : "sheet-" + sheets + ".png");
            Explanation.writeSheet(sheet, explanations);
            out.println("contact sheet: " + sheet);
        }
    }

    private static String said(String name, SeenPicture picture) {
        Classification best = picture.answer().best();
        return String.format(Locale.ROOT, "%s, %s %.1f %%", name, best.getClassName(), 100 * best.getProbability());
    }

    /** The picture's own name without its folder and ending, and a number where another picture has it. */
    private String fileName(String name) {
        String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        String base = last.replaceFirst("(?<=.)\\.[^.]*$", "").replaceAll(NOT_FOR_NAMES, "-");
        String wanted = base.equals("-") || base.isEmpty() ? "picture" : base;
        String free = wanted;
        for (int number = 2; !taken.add(free.toLowerCase(Locale.ROOT)); number++) {
            free = wanted + "-" + number;
        }
        return free;
    }
}
