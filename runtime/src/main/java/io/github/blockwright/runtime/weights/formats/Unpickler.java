package io.github.blockwright.runtime.weights.formats;

import io.github.blockwright.runtime.weights.formats.PickleValue.Bool;
import io.github.blockwright.runtime.weights.formats.PickleValue.Dict;
import io.github.blockwright.runtime.weights.formats.PickleValue.Int;
import io.github.blockwright.runtime.weights.formats.PickleValue.None;
import io.github.blockwright.runtime.weights.formats.PickleValue.Opaque;
import io.github.blockwright.runtime.weights.formats.PickleValue.Real;
import io.github.blockwright.runtime.weights.formats.PickleValue.Sequence;
import io.github.blockwright.runtime.weights.formats.PickleValue.Text;
import io.github.blockwright.runtime.weights.formats.PickleValue.Tuple;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;

/**
 * Runs a pickle of protocol 2 to 5 (the instructions are those of Python's {@code pickletools}) as far as state
 * dictionaries need it. The work is bounded by the pickle's length: no instruction repeats, and none follows references.
 * Names, calls and objects are left to {@link PickleObjects}, which makes nothing but tensors of them.
 */
final class Unpickler {
    private static final int LATEST_PROTOCOL = 5;

    private final Path file;
    private final PickleInput input;
    private final PickleStack stack;
    private final PickleObjects objects;

    private Unpickler(Path file, ByteBuffer bytes) {
        this.file = file;
        this.input = new PickleInput(file, bytes);
        this.stack = new PickleStack(input);
        this.objects = new PickleObjects(input, stack);
    }

    /**
     * The value that a pickle describes, and the storages that it names.
     *
     * @param bytes begin with the pickle; afterwards their position is behind it
     * @throws WeightFileException if it is damaged, or no pickle that PyTorch writes
     */
    static Unpickled load(Path file, ByteBuffer bytes) throws WeightFileException {
        Unpickler unpickler = new Unpickler(file, bytes);
        PickleValue value = unpickler.run();
        return new Unpickled(value, unpickler.objects.storages());
    }

    private PickleValue run() throws WeightFileException {
        long most = Limit.PICKLE_STEPS.value();
        for (long step = 0; step < most; step++) {
            char instruction = (char) input.unsignedByte();
            if (instruction == '.') {
                return stack.pop();
            }
            if (!runScalar(instruction)
                    && !runText(instruction)
                    && !runMove(instruction)
                    && !runContainer(instruction)
                    && !objects.run(instruction)) {
                throw new WeightFileException(
                        file,
                        String.format(
                                "the pickle has the instruction 0x%02x (before byte %d), which state dictionaries never need",
                                (int) instruction, input.position()),
                        "if you trust the file, load it in PyTorch and save only the weights:"
                                + " torch.save(model.state_dict(), ...)");
            }
        }
        throw Limit.PICKLE_STEPS.exceeded(file, "a pickle of more instructions than " + most);
    }

    private boolean runScalar(char instruction) throws WeightFileException {
        switch (instruction) {
            case '\u0080' -> requireProtocol(input.unsignedByte());
            case '\u0095' -> input.signedLong(); // The length of a frame, which only helps those who read in pieces.
            case 'N' -> stack.push(new None());
            case '\u0088' -> stack.push(new Bool(true));
            case '\u0089' -> stack.push(new Bool(false));
            case 'K' -> stack.push(new Int(input.unsignedByte()));
            case 'M' -> stack.push(new Int(input.unsignedShort()));
            case 'J' -> stack.push(new Int(input.signedInt()));
            case '\u008a' -> pushInteger(input.unsignedByte());
            case '\u008b' -> pushInteger(input.unsignedInt());
            case 'G' -> stack.push(new Real(input.real()));
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean runText(char instruction) throws WeightFileException {
        switch (instruction) {
            case '\u008c' -> stack.push(new Text(input.text(input.unsignedByte())));
            case 'X' -> stack.push(new Text(input.text(input.unsignedInt())));
            case '\u008d' -> stack.push(new Text(input.text(input.signedLong())));
            case 'U' -> stack.push(new Text(input.byteText(input.unsignedByte())));
            case 'T' -> stack.push(new Text(input.byteText(input.unsignedInt())));
            case 'C' -> pushBytes(input.unsignedByte());
            case 'B' -> pushBytes(input.unsignedInt());
            case '\u008e', '\u0096' -> pushBytes(input.signedLong());
            default -> {
                return false;
            }
        }
        return true;
    }

    /** What only moves values about. */
    private boolean runMove(char instruction) throws WeightFileException {
        switch (instruction) {
            case '(' -> stack.mark();
            case '0' -> stack.drop();
            case '1' -> stack.popToMark();
            case '2' -> stack.push(stack.peek());
            case 'h' -> stack.recall(input.unsignedByte());
            case 'j' -> stack.recall(input.unsignedInt());
            case 'q' -> stack.remember(input.unsignedByte());
            case 'r' -> stack.remember(input.unsignedInt());
            case '\u0094' -> stack.remember();
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean runContainer(char instruction) throws WeightFileException {
        switch (instruction) {
            case ')' -> stack.push(new Tuple(List.of()));
            case 't' -> stack.push(new Tuple(stack.popToMark()));
            case '\u0085' -> pushTuple(1);
            case '\u0086' -> pushTuple(2);
            case '\u0087' -> pushTuple(3);
            case ']' -> stack.push(new Sequence());
            case 'l' -> {
                Sequence list = new Sequence();
                list.items().addAll(stack.popToMark());
                stack.push(list);
            }
            case 'a' -> appendAll(List.of(stack.pop()));
            case 'e' -> appendAll(stack.popToMark());
            case '}' -> stack.push(new Dict());
            case 'd' -> {
                List<PickleValue> items = stack.popToMark();
                stack.push(new Dict());
                putAll(items);
            }
            case 's' -> {
                PickleValue value = stack.pop();
                PickleValue key = stack.pop();
                putAll(List.of(key, value));
            }
            case 'u' -> putAll(stack.popToMark());
            case '\u008f' -> stack.push(new Opaque("set"));
            case '\u0090' -> {
                stack.popToMark();
                stack.peek();
            }
            case '\u0091' -> {
                stack.popToMark();
                stack.push(new Opaque("frozenset"));
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private void requireProtocol(int protocol) throws WeightFileException {
        if (protocol < 2 || protocol > LATEST_PROTOCOL) {
            throw input.problem("is of protocol " + protocol + ", not 2 to " + LATEST_PROTOCOL);
        }
    }

    /** Integers that are longer than any size or count, such as the state of a random number generator, are not kept. */
    private void pushInteger(long length) throws WeightFileException {
        if (length <= Long.BYTES) {
            stack.push(new Int(input.integer((int) length)));
        } else {
            input.skip(length);
            stack.push(new Opaque("int"));
        }
    }

    private void pushBytes(long length) throws WeightFileException {
        input.skip(length);
        stack.push(new Opaque("bytes"));
    }

    private void pushTuple(int length) throws WeightFileException {
        PickleValue[] items = new PickleValue[length];
        for (int i = length - 1; i >= 0; i--) {
            items[i] = stack.pop();
        }
        stack.push(new Tuple(List.of(items)));
    }

    private void appendAll(List<PickleValue> items) throws WeightFileException {
        stack.peek(Sequence.class).ifPresent(list -> list.items().addAll(items));
    }

    private void putAll(List<PickleValue> items) throws WeightFileException {
        Dict dict = stack.peek(Dict.class).orElseGet(Dict::new);
        if (items.size() % 2 != 0) {
            throw input.problem("has a key without a value");
        }
        for (int i = 0; i < items.size(); i += 2) {
            // Keys of another kind, like the numbers of an optimiser's parameters, never lead to a tensor of the
            // network.
            if (items.get(i) instanceof Text key) {
                dict.items().put(key.value(), items.get(i + 1));
            }
        }
    }
}
