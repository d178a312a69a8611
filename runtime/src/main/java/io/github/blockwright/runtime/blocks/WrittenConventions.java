package io.github.blockwright.runtime.blocks;

import ai.djl.MalformedModelException;
import io.github.blockwright.dsl.Padding;
import io.github.blockwright.runtime.layers.Conventions;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The conventions of weights as they stand in front of saved parameters. */
final class WrittenConventions {
    private WrittenConventions() {}

    static void write(Conventions conventions, InputSpec input, DataOutputStream out) throws IOException {
        out.writeFloat(conventions.batchNormEpsilon());
        out.writeFloat(conventions.batchNormMomentum());
        out.writeUTF(conventions.padding().name());
        out.writeInt(input.channels());
        out.writeDouble(input.scale());
        for (int channel = 0; channel < input.channels(); channel++) {
            out.writeDouble(input.mean().get(channel));
            out.writeDouble(input.standardDeviation().get(channel));
        }
    }

    /** Lets a block adopt what was written. */
    static void read(NetworkBlock<?, ?> block, DataInputStream in) throws IOException, MalformedModelException {
        InputSpec table = block.summary().input();
        float epsilon = in.readFloat();
        float momentum = in.readFloat();
        String padding = in.readUTF();
        int channels = in.readInt();
        if (channels != table.channels()) {
            throw new MalformedModelException(
                    "These parameters are of " + channels + " channels, not of " + table.channels());
        }
        double scale = in.readDouble();
        List<Double> mean = new ArrayList<>();
        List<Double> standardDeviation = new ArrayList<>();
        for (int channel = 0; channel < channels; channel++) {
            mean.add(in.readDouble());
            standardDeviation.add(in.readDouble());
        }
        try {
            block.adopt(
                    new Conventions(epsilon, momentum, Padding.valueOf(padding)),
                    table.with(scale, mean, standardDeviation));
        } catch (IllegalArgumentException e) {
            throw new MalformedModelException("The conventions of these parameters are damaged: " + e.getMessage(), e);
        }
    }
}
