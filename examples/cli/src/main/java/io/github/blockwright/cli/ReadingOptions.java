package io.github.blockwright.cli;

import io.github.blockwright.runtime.data.OnBadPicture;
import io.github.blockwright.runtime.data.Pictures;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** How pictures of files are read. */
public final class ReadingOptions {
    private static final String NO_CACHE = "none";

    @Option(
            names = "--workers",
            paramLabel = "N",
            description = "Threads that decode pictures ahead of the step; default: all cores but one.")
    private Integer workers;

    @Option(
            names = "--cache",
            paramLabel = "DIRECTORY",
            description =
                    "Where decoded pictures are kept, for this run and later ones, or none. Default: a training keeps"
                            + " them beside its run until it is over, in at most a quarter of the free disk.")
    private String cache;

    @Option(
            names = "--on-bad-picture",
            paramLabel = "fail|skip",
            description =
                    "What to do with a picture that cannot be read. Default: a training leaves it out and says so, as"
                            + " long as there are few (10, or fewer than 1 %%); evaluate fails.")
    private OnBadPicture onBadPicture;

    /**
     * The same pictures, to be read as the options say.
     *
     * @throws IllegalArgumentException if there is not at least one worker
     */
    public Pictures of(Pictures pictures) {
        Pictures read = pictures;
        if (workers != null) {
            read = read.workers(workers);
        }
        if (cache != null) {
            read = cache.equals(NO_CACHE) ? read.withoutCache() : read.cache(Path.of(cache));
        }
        return onBadPicture == null ? read : read.onBadPicture(onBadPicture);
    }
}
