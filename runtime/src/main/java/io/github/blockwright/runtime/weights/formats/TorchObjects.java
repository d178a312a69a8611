package io.github.blockwright.runtime.weights.formats;

import static io.github.blockwright.runtime.weights.formats.WeightFileException.quoted;

import io.github.blockwright.runtime.weights.formats.PickleValue.Dict;
import io.github.blockwright.runtime.weights.formats.PickleValue.Int;
import io.github.blockwright.runtime.weights.formats.PickleValue.Name;
import io.github.blockwright.runtime.weights.formats.PickleValue.None;
import io.github.blockwright.runtime.weights.formats.PickleValue.Opaque;
import io.github.blockwright.runtime.weights.formats.PickleValue.Sequence;
import io.github.blockwright.runtime.weights.formats.PickleValue.Storage;
import io.github.blockwright.runtime.weights.formats.PickleValue.Tensor;
import io.github.blockwright.runtime.weights.formats.PickleValue.Text;
import io.github.blockwright.runtime.weights.formats.PickleValue.Tuple;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Tensors, storages and ordered dictionaries from their arguments in a pickle, as {@code torch._utils} has them. */
final class TorchObjects {
    private final PickleInput input;
    private final Map<String, Storage> storages = new LinkedHashMap<>();
    // Of all lists of items together, since one list can be given again and again.
    private int items;

    /** @param input for the place in messages */
    TorchObjects(PickleInput input) {
        this.input = input;
    }

    /** All storages that the pickle names, by their keys. */
    Map<String, Storage> storages() {
        return storages;
    }

    /** The result of calling a function. */
    PickleValue call(PickleValue function, List<PickleValue> arguments) throws WeightFileException {
        if (function instanceof Opaque opaque) {
            return opaque;
        }
        if (!(function instanceof Name name)) {
            throw input.problem("calls a " + function.kind());
        }
        return switch (name.torchName()) {
            case ORDERED_DICT -> dictionary(arguments);
            case REBUILD_TENSOR, REBUILD_TENSOR_V2 -> tensor(name, arguments);
            case REBUILD_TENSOR_V3 -> tensorOfAnotherType(name, arguments);
            case REBUILD_PARAMETER, REBUILD_PARAMETER_WITH_STATE -> {
                if (arguments.isEmpty() || !isTensor(arguments.get(0))) {
                    throw mismatch(name, arguments);
                }
                yield arguments.get(0);
            }
            case REBUILD_FROM_TYPE -> {
                if (arguments.size() >= 3 && arguments.get(2) instanceof Tuple inner && isPlainTensor(arguments)) {
                    yield call(arguments.get(0), inner.items());
                }
                yield new Opaque(name.torchName().qualified());
            }
            default -> throw mismatch(name, arguments);
        };
    }

    /** What makes a tensor without calling {@link TorchName#REBUILD_FROM_TYPE} again. */
    private static boolean isPlainTensor(List<PickleValue> arguments) {
        return arguments.get(0) instanceof Name function
                && function.torchName() != TorchName.REBUILD_FROM_TYPE
                && arguments.get(1) instanceof Name type
                && (type.torchName() == TorchName.TENSOR || type.torchName() == TorchName.PARAMETER);
    }

    private static boolean isTensor(PickleValue value) {
        return value instanceof Tensor || value instanceof Opaque;
    }

    /** From nothing, or from a list of pairs, as Python 2 wrote it. */
    private Dict dictionary(List<PickleValue> arguments) throws WeightFileException {
        Dict dict = new Dict();
        if (arguments.isEmpty()) {
            return dict;
        }
        if (arguments.size() == 1 && arguments.get(0) instanceof Sequence pairs) {
            items += pairs.items().size();
            if (items > Limit.PICKLE_ITEMS.value()) {
                throw input.problem("makes dictionaries of more items than " + Limit.PICKLE_ITEMS);
            }
            for (PickleValue item : pairs.items()) {
                if (!(item instanceof Sequence pair) || pair.items().size() != 2) {
                    throw input.problem("makes a dictionary of something else than pairs");
                }
                if (pair.items().get(0) instanceof Text key) {
                    dict.items().put(key.value(), pair.items().get(1));
                }
            }
            return dict;
        }
        throw mismatch(new Name(TorchName.ORDERED_DICT), arguments);
    }

    /**
     * What a persistent id stands for: a storage from ("storage", type, key, device, number of elements), behind which
     * PyTorch before 1.6 has the part that is seen; or a class from ("module", class, source file, source).
     */
    PickleValue persistent(List<PickleValue> id) throws WeightFileException {
        if (id.size() >= 2
                && id.get(0) instanceof Text kind
                && kind.value().equals("module")
                && id.get(1) instanceof Opaque module) {
            return module;
        }
        if ((id.size() == 5 || id.size() == 6)
                && id.get(0) instanceof Text kind
                && kind.value().equals("storage")
                && id.get(2) instanceof Text key
                && id.get(4) instanceof Int elements) {
            if (id.get(1) instanceof Opaque type) {
                return type;
            }
            if (id.get(1) instanceof Name name && name.torchName().isStorage()) {
                PickleValue part = id.size() == 6 ? id.get(5) : new None();
                return storage(new Storage(key.value(), name.torchName(), elements.value(), 0, elements.value()), part);
            }
        }
        throw input.problem("names a storage in another way than PyTorch does");
    }

    /** @param part nothing, or (key of the part, first element, number of elements) */
    private Storage storage(Storage whole, PickleValue part) throws WeightFileException {
        Storage before = storages.putIfAbsent(whole.key(), whole);
        if (before != null && !before.equals(whole)) {
            throw input.problem("has storage " + quoted(whole.key()) + " as " + before.elements() + " elements of "
                    + before.type().qualified() + " and as " + whole.elements() + " of "
                    + whole.type().qualified());
        }
        if (part instanceof None) {
            return whole;
        }
        if (part instanceof Tuple tuple
                && tuple.items().size() == 3
                && tuple.items().get(1) instanceof Int first
                && tuple.items().get(2) instanceof Int visible
                && first.value() >= 0
                && visible.value() >= 0
                && first.value() <= whole.elements()
                && visible.value() <= whole.elements() - first.value()) {
            return new Storage(whole.key(), whole.type(), whole.elements(), first.value(), visible.value());
        }
        throw input.problem("names a part of storage " + quoted(whole.key()) + " that is not in it");
    }

    /** From (storage, offset, shape, strides, ...); what follows concerns training. */
    private PickleValue tensor(Name function, List<PickleValue> arguments) throws WeightFileException {
        if (arguments.size() >= 4
                && arguments.get(1) instanceof Int offset
                && arguments.get(2) instanceof Tuple shape
                && arguments.get(3) instanceof Tuple strides) {
            if (arguments.get(0) instanceof Storage storage
                    && storage.type().weightType().isPresent()) {
                return new Tensor(storage, offset.value(), numbers(shape), numbers(strides));
            }
            if (arguments.get(0) instanceof Storage storage) {
                return opaqueTensor(function, storage.type().qualified());
            }
            if (arguments.get(0) instanceof Opaque storage) {
                return opaqueTensor(function, storage.name());
            }
        }
        throw mismatch(function, arguments);
    }

    /** From (storage, offset, shape, strides, learns, hooks, type, ...). */
    private Opaque tensorOfAnotherType(Name function, List<PickleValue> arguments) throws WeightFileException {
        if (arguments.size() >= 7 && arguments.get(6) instanceof Opaque type) {
            return opaqueTensor(function, type.name());
        }
        throw mismatch(function, arguments);
    }

    private static Opaque opaqueTensor(Name function, String type) {
        return new Opaque(function.torchName().qualified() + " of " + type);
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

    private WeightFileException mismatch(Name function, List<PickleValue> arguments) {
        return input.problem("calls " + function.torchName().qualified() + " with other arguments than PyTorch does: "
                + arguments.stream().limit(8).map(PickleValue::kind).toList());
    }
}
