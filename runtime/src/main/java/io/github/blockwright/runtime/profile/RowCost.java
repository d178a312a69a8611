package io.github.blockwright.runtime.profile;

/**
 * What a row of a table costs for one picture: what the table says of it and what was measured.
 *
 * @param name the record component
 * @param operator what the row does, as in {@code Conv 3×3 / 2}
 * @param output the shape of the row's output for one image, such as {@code (32, 16, 16)}
 * @param parameters that are trained
 * @param multiplyAdds of convolutions and dense layers
 * @param bytesMoved that all layers of the row read and write in float32: maps, and weights once
 * @param operators of the exported row
 * @param blockMilliseconds through the folded block in DJL; NaN if it was not measured
 * @param servingMilliseconds through ONNX Runtime; NaN if it was not measured
 */
public record RowCost(
        String name,
        String operator,
        String output,
        long parameters,
        long multiplyAdds,
        long bytesMoved,
        Operators operators,
        double blockMilliseconds,
        double servingMilliseconds) {
    RowCost measured(double block, double serving) {
        return new RowCost(name, operator, output, parameters, multiplyAdds, bytesMoved, operators, block, serving);
    }
}
