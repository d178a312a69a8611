package io.github.blockwright.runtime.weights.formats;

import io.github.blockwright.runtime.weights.formats.PickleValue.Dict;
import io.github.blockwright.runtime.weights.formats.PickleValue.Int;
import io.github.blockwright.runtime.weights.formats.PickleValue.Name;
import io.github.blockwright.runtime.weights.formats.PickleValue.Storage;
import io.github.blockwright.runtime.weights.formats.PickleValue.Tensor;
import io.github.blockwright.runtime.weights.formats.PickleValue.Text;
import io.github.blockwright.runtime.weights.formats.PickleValue.Tuple;
import java.util.ArrayList;
import java.util.List;

/** Tensors, storages and ordered dictionaries from their arguments in a pickle, as {@code torch._utils} has them. */
final class TorchObjects {
    private final PickleInput input;

    /** @param input for the place in messages */
    TorchObjects(PickleInput input) {
        this.input = input;
    }

    /** The result of calling a function. */
    PickleValue call(TorchName function, List<PickleValue> arguments) throws WeightFileException {
        return switch (function) {
            case ORDERED_DICT -> {
                if (!arguments.isEmpty()) {
                    throw mismatch(function, arguments);
                }
                yield new Dict();
            }
            case REBUILD_TENSOR, REBUILD_TENSOR_V2 -> tensor(function, arguments);
            case REBUILD_PARAMETER -> {
                if (arguments.isEmpty() || !(arguments.get(0) instanceof Tensor tensor)) {
                    throw mismatch(function, arguments);
                }
                yield tensor;
            }
            default -> throw mismatch(function, arguments);
        };
    }

    /** From ("storage", type, key, device, number of elements). */
    Storage storage(List<PickleValue> id) throws WeightFileException {
        if (id.size() == 5
                && id.get(0) instanceof Text kind
                && kind.value().equals("storage")
                && id.get(1) instanceof Name name
                && id.get(2) instanceof Text key
                && id.get(4) instanceof Int elements) {
            WeightType type = name.torchName().storageType().orElse(null);
            if (type != null) {
                return new Storage(key.value(), type, elements.value());
            }
        }
        throw input.problem("names a storage in another way than PyTorch does");
    }

    /** From (storage, offset, shape, strides, ...); what follows concerns training. */
    private Tensor tensor(TorchName function, List<PickleValue> arguments) throws WeightFileException {
        if (arguments.size() >= 4
                && arguments.get(0) instanceof Storage storage
                && arguments.get(1) instanceof Int offset
                && arguments.get(2) instanceof Tuple shape
                && arguments.get(3) instanceof Tuple strides) {
            return new Tensor(storage, offset.value(), numbers(shape), numbers(strides));
        }
        throw mismatch(function, arguments);
    }

    private List<Long> numbers(Tuple tuple) throws WeightFileException {
        List<Long> numbers = new ArrayList<>();
        for (PickleValue item : tuple.items()) {
            if (!(item instanceof Int number)) {
                throw input.problem("has a shape of something else than numbers");
            }
            numbers.add(number.value());
        }
        return numbers;
    }

    private WeightFileException mismatch(TorchName function, List<PickleValue> arguments) {
        return input.problem("calls " + function.qualified() + " with other arguments than PyTorch does: "
                + arguments.stream().limit(8).map(PickleValue::kind).toList());
    }
}
