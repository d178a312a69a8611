package io.github.blockwright.runtime.train;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.github.blockwright.runtime.batches.BalancedBatches;
import io.github.blockwright.runtime.batches.BatchSource;
import io.github.blockwright.runtime.batches.Batches;
import io.github.blockwright.runtime.batches.Evaluator;
import io.github.blockwright.runtime.batches.FeatureBatches;
import io.github.blockwright.runtime.batches.FeatureDataset;
import io.github.blockwright.runtime.blocks.NetworkBlock;
import io.github.blockwright.runtime.blocks.NetworkSummary;
import io.github.blockwright.runtime.blocks.Rows;
import io.github.blockwright.runtime.data.ImageSource;
import io.github.blockwright.runtime.layers.Layer;
import io.github.blockwright.runtime.recipe.ClassWeights;
import io.github.blockwright.runtime.recipe.Recipe;
import io.github.blockwright.runtime.recipe.Sampling;
import io.github.blockwright.runtime.report.Evaluation;
import java.util.List;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/**
 * What is trained on what: the whole network on images, or the rows after the frozen ones on those rows' features.
 *
 * @param part gives logits, (batch, classes)
 * @param train shuffled
 * @param validation in order, or empty
 * @param classes of both
 * @param counts how many training images each class has
 * @param multiLabel whether an image may have several classes
 * @param checksum of the training data
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record Task(
        Layer part,
        BatchSource train,
        Optional<BatchSource> validation,
        List<String> classes,
        int[] counts,
        boolean multiLabel,
        long checksum) {
    Task {
        if (train.count() == 0) {
            throw new TrainingException(
                    "Training needs at least two images, not " + train.order().size());
        }
    }

    /** What is minimised. */
    Loss loss(Recipe recipe) {
        boolean weighted = !(recipe.classWeights() instanceof ClassWeights.None);
        double[] weights =
                weighted ? recipe.classWeights().of(counts, train.order().size(), multiLabel) : new double[0];
        return multiLabel
                ? new BinaryCrossEntropy(weights)
                : new SmoothedCrossEntropy(recipe.labelSmoothing(), weights);
    }

    /** What an evaluation after an epoch measures. */
    Evaluator.Answers answers(Recipe recipe) {
        return answers(multiLabel, recipe, classes.size());
    }

    /** What a network is measured for. */
    static Evaluator.Answers answers(boolean multiLabel, Recipe recipe, int classes) {
        if (!multiLabel) {
            return Evaluator.Answers.ONE;
        }
        return recipe.tunedThresholds()
                ? new Evaluator.Answers(true, Optional.empty())
                : Evaluator.Answers.several(classes);
    }

    /** Measures the whole network on images, as a training by this recipe does after an epoch. */
    static Evaluation evaluate(NetworkBlock<?, ?> block, Recipe recipe, NDManager manager, ImageSource data) {
        return evaluate(block, answers(data.multiLabel(), recipe, data.classes().size()), manager, data);
    }

    /** Measures the whole network on images. */
    static Evaluation evaluate(
            NetworkBlock<?, ?> block, Evaluator.Answers answers, NDManager manager, ImageSource data) {
        answers.require(data);
        return Evaluator.evaluate(
                block, manager, Batches.forInference(data, block.summary().input()), data.classes(), answers);
    }

    /**
     * The whole network on images.
     *
     * @param validation or null
     */
    static Task ofImages(NetworkBlock<?, ?> block, Recipe recipe, ImageSource train, ImageSource validation) {
        checkClasses(block, train.classes(), validation == null ? null : validation.classes());
        requireTask(block.summary(), train.multiLabel());
        Batches batches = Batches.of(train, block.summary().input(), recipe.batchSize())
                .forTraining(recipe.augmentation(), recipe.seed());
        Optional<BatchSource> measured = Optional.ofNullable(validation)
                .map(data -> Batches.forInference(data, block.summary().input()));
        return new Task(
                block,
                sampled(
                        batches,
                        recipe,
                        train::label,
                        train.multiLabel(),
                        train.classes().size()),
                measured,
                train.classes(),
                train.classCounts(),
                train.multiLabel(),
                DataChecksum.of(train));
    }

    /**
     * The rows after the frozen ones on what the frozen ones made of images.
     *
     * @param validation or null
     */
    static Task ofFeatures(NetworkBlock<?, ?> block, Recipe recipe, FeatureDataset train, FeatureDataset validation) {
        checkClasses(block, train.classes(), validation == null ? null : validation.classes());
        requireTask(block.summary(), train.multiLabel());
        if (!block.isInitialized()) {
            throw new TrainingException("The network has no weights yet, so the features are not of its frozen rows:"
                    + " initialize or load it, then make the features");
        }
        int frozen = Rows.frozen(block).count();
        checkShape(block.summary(), frozen, train.shape());
        if (validation != null) {
            checkShape(block.summary(), frozen, validation.shape());
        }
        BatchSource batches = FeatureBatches.of(train, recipe.batchSize()).forTraining(recipe.seed());
        Optional<BatchSource> measured =
                Optional.ofNullable(validation).map(data -> FeatureBatches.of(data, recipe.batchSize()));
        return new Task(
                Rows.afterFrozen(block),
                sampled(
                        batches,
                        recipe,
                        train::label,
                        train.multiLabel(),
                        train.classes().size()),
                measured,
                train.classes(),
                train.classCounts(),
                train.multiLabel(),
                DataChecksum.of(train));
    }

    /** What would otherwise come out after an epoch. */
    private static void checkClasses(NetworkBlock<?, ?> block, List<String> train, List<String> validation) {
        requireClasses(block, train);
        if (validation != null && !validation.equals(train)) {
            throw new TrainingException("The validation data has the classes " + validation + ", the training data "
                    + train + ": they must be the same, in the same order");
        }
    }

    /** @throws TrainingException if there is nothing to tell apart, or the last row gives more or fewer values than classes */
    static void requireClasses(NetworkBlock<?, ?> block, List<String> train) {
        NetworkSummary summary = block.summary();
        if (train.size() == 1 && !summary.multiLabel()) {
            throw new TrainingException("The data has the single class " + train.get(0)
                    + ": a network would learn to answer it to anything, so there must be pictures of another class too,"
                    + " if only of everything else");
        }
        var rows = summary.rows();
        var output = rows.get(rows.size() - 1);
        int classes = train.size();
        if (output.output().dimension() != 1 || output.output().get(0) != classes) {
            throw new TrainingException("The data has " + classes + " classes, but the last row of " + summary.name()
                    + ", " + output.name() + ", gives " + output.output() + ": end the table with @Dense(units = "
                    + classes + ")"
                    + (summary.takesClasses()
                            ? ", or make the block for them: new "
                                    + block.getClass().getSimpleName() + "(" + classes + ")"
                            : ""));
        }
    }

    /** @throws TrainingException if the table is for one class and the data gives several labels, or the other way round */
    static void requireTask(NetworkSummary summary, boolean multiLabel) {
        if (multiLabel && !summary.multiLabel()) {
            throw new TrainingException("The data gives pictures several labels, but the table " + summary.name()
                    + " says one class of each: set @Network(task = Task.MULTI_LABEL), or give data with one class for"
                    + " each picture");
        }
        if (!multiLabel && summary.multiLabel()) {
            throw new TrainingException("The table " + summary.name() + " gives pictures several labels (task ="
                    + " Task.MULTI_LABEL), but the data has one class for each: give an index with several labels, or"
                    + " leave out the task");
        }
    }

    private static BatchSource sampled(
            BatchSource batches, Recipe recipe, IntUnaryOperator label, boolean multiLabel, int classes) {
        if (recipe.sampling() != Sampling.BALANCED) {
            return batches;
        }
        if (multiLabel) {
            throw new TrainingException(
                    "Pictures with several labels cannot be drawn so that every label comes as often"
                            + " as any other: use balanced class weights instead");
        }
        int[] labels = IntStream.range(0, batches.order().size()).map(label).toArray();
        return BalancedBatches.of(batches, labels, classes);
    }

    private static void checkShape(NetworkSummary summary, int frozen, Shape features) {
        if (frozen == 0) {
            throw new TrainingException("The first row of " + summary.name() + ", "
                    + summary.rows().get(0).name() + ", is not frozen, so there is nothing whose features these are:"
                    + " freeze what made them");
        }
        var last = summary.rows().get(frozen - 1);
        if (!last.output().equals(features)) {
            throw new TrainingException("The features have the shape " + features + ", but the last frozen row, "
                    + last.name() + ", gives " + last.output() + ": freeze the rows that made them, and no more");
        }
    }
}
