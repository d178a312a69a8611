package io.github.blockwright.runtime.data;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The images of several sources, one source after the other.
 *
 * @param sources at least one, all of the same classes and channels
 */
record JoinedSource(List<ImageSource> sources) implements ImageSource {
    JoinedSource {
        sources = List.copyOf(sources);
    }

    @Override
    public List<String> classes() {
        return sources.get(0).classes();
    }

    @Override
    public int size() {
        return sources.stream().mapToInt(ImageSource::size).sum();
    }

    /** An image of one of the sources. */
    private record Place(ImageSource source, int image) {}

    private Place place(int image) {
        int rest = image;
        for (ImageSource source : sources) {
            if (rest < source.size()) {
                return new Place(source, rest);
            }
            rest -= source.size();
        }
        throw new IndexOutOfBoundsException("There is no image " + image + " among " + size());
    }

    @Override
    public int label(int image) {
        Place place = place(image);
        return place.source().label(place.image());
    }

    @Override
    public int[] labels(int image) {
        Place place = place(image);
        return place.source().labels(place.image());
    }

    @Override
    public boolean multiLabel() {
        return sources.get(0).multiLabel();
    }

    @Override
    public int channels() {
        return sources.get(0).channels();
    }

    @Override
    public Frame read(int image) throws IOException {
        Place place = place(image);
        return place.source().read(place.image());
    }

    @Override
    public String name(int image) {
        Place place = place(image);
        return place.source().name(place.image());
    }

    @Override
    public int workers() {
        return sources.stream().mapToInt(ImageSource::workers).max().orElse(1);
    }

    @Override
    public ImageSource whole() {
        return new JoinedSource(sources.stream().map(ImageSource::whole).toList());
    }

    @Override
    public Optional<String> identity() {
        return sources.stream().allMatch(source -> source.identity().isPresent())
                ? Optional.of(sources.stream()
                        .map(source -> source.identity().orElseThrow())
                        .collect(Collectors.joining("\n")))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return sources.stream().map(ImageSource::toString).collect(Collectors.joining(" and "));
    }
}
