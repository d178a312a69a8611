package io.github.blockwright.runtime.data;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Some images of another source.
 *
 * @param all where they are
 * @param chosen indices into it
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record SourceSubset(ImageSource all, int[] chosen) implements ImageSource {
    @Override
    public List<String> classes() {
        return all.classes();
    }

    @Override
    public int size() {
        return chosen.length;
    }

    @Override
    public int label(int image) {
        return all.label(chosen[image]);
    }

    @Override
    public int[] labels(int image) {
        return all.labels(chosen[image]);
    }

    @Override
    public boolean multiLabel() {
        return all.multiLabel();
    }

    @Override
    public int channels() {
        return all.channels();
    }

    @Override
    public Frame read(int image) throws IOException {
        return all.read(chosen[image]);
    }

    @Override
    public String name(int image) {
        return all.name(chosen[image]);
    }

    @Override
    public int workers() {
        return all.workers();
    }

    @Override
    public ImageSource whole() {
        return new SourceSubset(all.whole(), chosen);
    }

    @Override
    public Optional<String> identity() {
        return all.identity().map(whole -> whole + " " + Arrays.toString(chosen));
    }

    @Override
    public ImageSource subset(int... images) {
        return new SourceSubset(all, Arrays.stream(images).map(i -> chosen[i]).toArray());
    }

    @Override
    public String toString() {
        return chosen.length + " of " + all;
    }
}
