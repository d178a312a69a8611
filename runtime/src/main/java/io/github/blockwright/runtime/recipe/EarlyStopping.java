package io.github.blockwright.runtime.recipe;

import java.util.List;

/**
 * Ends a training when the validation loss no longer falls, as Keras' {@code EarlyStopping}. The weights stay those of the
 * last epoch; the best epoch's are in the directory's {@code best} model.
 *
 * @param patience the epochs in a row without an improvement after which the training ends, at least 1
 * @param minDelta what the loss must fall by, below the lowest so far, to count as an improvement; at least 0
 */
public record EarlyStopping(int patience, double minDelta) {
    /**
     * Checks the settings.
     *
     * @param patience as the record says
     * @param minDelta as the record says
     * @throws IllegalArgumentException if one is out of range
     */
    public EarlyStopping {
        if (patience < 1) {
            throw new IllegalArgumentException("patience must be at least 1, not " + patience);
        }
        if (!(minDelta >= 0)) {
            throw new IllegalArgumentException("minDelta must be at least 0, not " + minDelta);
        }
    }

    /**
     * Whether a training ends after these epochs.
     *
     * @param losses the validation loss of every epoch so far
     * @return true if the last {@code patience} of them brought no improvement
     */
    public boolean ends(List<Double> losses) {
        double best = Double.POSITIVE_INFINITY;
        int waited = 0;
        for (double loss : losses) {
            if (loss < best - minDelta) {
                best = loss;
                waited = 0;
            } else {
                waited++;
            }
            if (waited >= patience) {
                return true;
            }
        }
        return false;
    }
}
