package io.github.blockwright.runtime.weights.formats;

import static io.github.blockwright.runtime.weights.formats.WeightFileException.quoted;

import io.github.blockwright.runtime.weights.formats.PickleValue.Bool;
import io.github.blockwright.runtime.weights.formats.PickleValue.Dict;
import io.github.blockwright.runtime.weights.formats.PickleValue.Int;
import io.github.blockwright.runtime.weights.formats.PickleValue.Name;
import io.github.blockwright.runtime.weights.formats.PickleValue.None;
import io.github.blockwright.runtime.weights.formats.PickleValue.Real;
import io.github.blockwright.runtime.weights.formats.PickleValue.Sequence;
import io.github.blockwright.runtime.weights.formats.PickleValue.Text;
import io.github.blockwright.runtime.weights.formats.PickleValue.Tuple;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * Runs a pickle of protocol 2 to 5 (the instructions are those of Python's {@code pickletools}) as far as state
 * dictionaries need it. The work is bounded by the pickle's length: no instruction repeats, and none follows references.
 */
final class Unpickler {
    private static final int LATEST_PROTOCOL = 5;
    // A tensor takes about 40; every step makes at most one small object.
    private static final int MOST_STEPS = 1_000_000;
    private static final Set<Character> OBJECT_BUILDING = Set.of('i', 'o', '\u0081', '\u0092');

    private final Path file;
    private final PickleInput input;
    private final PickleStack stack;
    private final TorchObjects objects;

    private Unpickler(Path file, ByteBuffer pickle) {
        this.file = file;
        this.input = new PickleInput(file, pickle);
        this.stack = new PickleStack(input);
        this.objects = new TorchObjects(input);
    }

    /**
     * The value that a pickle describes.
     *
     * @throws WeightFileException if it asks for anything but tensors, containers, numbers and texts, naming what
     */
    static PickleValue load(Path file, ByteBuffer pickle) throws WeightFileException {
        return new Unpickler(file, pickle).run();
    }

    private PickleValue run() throws WeightFileException {
        for (int step = 0; step < MOST_STEPS; step++) {
            char instruction = (char) input.unsignedByte();
            if (instruction == '.') {
                return stack.pop();
            }
            if (!runScalar(instruction) && !runContainer(instruction) && !runObject(instruction)) {
                throw refused(instruction);
            }
        }
        throw input.problem("is longer than any state dictionary's, above " + MOST_STEPS + " instructions");
    }

    /** Constants, and what only moves values about. */
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
            case '\u008a' -> stack.push(new Int(input.integer(input.unsignedByte())));
            case '\u008b' -> stack.push(new Int(input.integer(input.unsignedInt())));
            case 'G' -> stack.push(new Real(input.real()));
            case '\u008c' -> stack.push(new Text(input.text(input.unsignedByte())));
            case 'X' -> stack.push(new Text(input.text(input.unsignedInt())));
            case '\u008d' -> stack.push(new Text(input.text(input.signedLong())));
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
                stack.popToMark();
                stack.push(new Sequence());
            }
            case 'a' -> {
                stack.pop();
                stack.peek(Sequence.class);
            }
            case 'e' -> {
                stack.popToMark();
                stack.peek(Sequence.class);
            }
            case '}' -> stack.push(new Dict());
            case 'd' -> {
                Dict dict = new Dict();
                putAll(dict, stack.popToMark());
                stack.push(dict);
            }
            case 's' -> {
                PickleValue value = stack.pop();
                PickleValue key = stack.pop();
                putAll(stack.peek(Dict.class), List.of(key, value));
            }
            case 'u' -> {
                List<PickleValue> items = stack.popToMark();
                putAll(stack.peek(Dict.class), items);
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    /** Names, calls, states and storages: what could do harm. */
    private boolean runObject(char instruction) throws WeightFileException {
        switch (instruction) {
            case 'c' -> {
                String module = input.line();
                pushName(module, input.line());
            }
            case '\u0093' -> {
                String name = stack.pop(Text.class).value();
                pushName(stack.pop(Text.class).value(), name);
            }
            case 'R' -> {
                Tuple arguments = stack.pop(Tuple.class);
                stack.push(objects.call(stack.pop(Name.class).torchName(), arguments.items()));
            }
            case 'b' -> {
                // PyTorch gives a state dictionary an attribute with the versions of its modules, which nobody needs.
                stack.pop(Dict.class);
                stack.peek(Dict.class);
            }
            case 'Q' -> stack.push(objects.storage(stack.pop(Tuple.class).items()));
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

    private void pushTuple(int length) throws WeightFileException {
        PickleValue[] items = new PickleValue[length];
        for (int i = length - 1; i >= 0; i--) {
            items[i] = stack.pop();
        }
        stack.push(new Tuple(List.of(items)));
    }

    private void putAll(Dict dict, List<PickleValue> items) throws WeightFileException {
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

    private void pushName(String module, String name) throws WeightFileException {
        String qualified = module + "." + name;
        stack.push(new Name(TorchName.of(qualified).orElseThrow(() -> refused("asks for " + quoted(qualified)))));
    }

    private WeightFileException refused(char instruction) {
        return OBJECT_BUILDING.contains(instruction)
                ? refused("builds an object of a class")
                : refused(String.format(
                        "has the instruction 0x%02x, which state dictionaries never need", (int) instruction));
    }

    private WeightFileException refused(String what) {
        return new WeightFileException(
                file,
                "the pickle " + what + " (before byte " + input.position()
                        + "); only tensors, dictionaries, lists, numbers and texts are read, since anything else can run code",
                "if you trust the file, load it in PyTorch and save only the weights: torch.save(model.state_dict(), ...)");
    }
}
