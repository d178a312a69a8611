package io.github.blockwright.runtime.weights.formats;

import io.github.blockwright.runtime.weights.formats.PickleValue.Dict;
import io.github.blockwright.runtime.weights.formats.PickleValue.Name;
import io.github.blockwright.runtime.weights.formats.PickleValue.Opaque;
import io.github.blockwright.runtime.weights.formats.PickleValue.Storage;
import io.github.blockwright.runtime.weights.formats.PickleValue.Text;
import io.github.blockwright.runtime.weights.formats.PickleValue.Tuple;
import java.util.List;
import java.util.Map;

/**
 * A pickle's instructions that could do harm: those that name classes and functions, call them and fill objects. Python
 * would import and run what they name. Here a few names make tensors and dictionaries, and every other value is opaque:
 * it takes what is put into it, gives nothing back, and may stand anywhere but among the weights.
 */
final class PickleObjects {
    // As much of a name as a message shows; pickles can join long texts more often than memory lasts.
    private static final int LONGEST_NAME = 150;

    private final PickleInput input;
    private final PickleStack stack;
    private final TorchObjects torch;

    PickleObjects(PickleInput input, PickleStack stack) {
        this.input = input;
        this.stack = stack;
        this.torch = new TorchObjects(input);
    }

    Map<String, Storage> storages() {
        return torch.storages();
    }

    /** Runs an instruction, if it is of this kind. */
    boolean run(char instruction) throws WeightFileException {
        switch (instruction) {
            case 'c' -> {
                String module = input.line();
                stack.push(named(module, input.line()));
            }
            case '\u0093' -> {
                String name = stack.pop(Text.class).value();
                stack.push(named(stack.pop(Text.class).value(), name));
            }
            case 'R' -> {
                Tuple arguments = stack.pop(Tuple.class);
                stack.push(torch.call(stack.pop(), arguments.items()));
            }
            case '\u0081' -> {
                stack.pop(Tuple.class);
                stack.push(objectOf(stack.pop()));
            }
            case '\u0092' -> {
                stack.pop(Dict.class);
                stack.pop(Tuple.class);
                stack.push(objectOf(stack.pop()));
            }
            case 'i' -> {
                String module = input.line();
                PickleValue type = named(module, input.line());
                stack.popToMark();
                stack.push(objectOf(type));
            }
            case 'o' -> {
                List<PickleValue> classAndArguments = stack.popToMark();
                if (classAndArguments.isEmpty()) {
                    throw input.problem("builds an object of no class");
                }
                stack.push(objectOf(classAndArguments.get(0)));
            }
            case 'b' -> fill();
            case 'Q' -> stack.push(torch.persistent(stack.pop(Tuple.class).items()));
            default -> {
                return false;
            }
        }
        return true;
    }

    private static PickleValue named(String module, String name) {
        String qualified = shortened(module) + "." + shortened(name);
        return TorchName.of(qualified).<PickleValue>map(Name::new).orElseGet(() -> new Opaque(qualified));
    }

    private static String shortened(String name) {
        return name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) + "..." : name;
    }

    private Opaque objectOf(PickleValue type) throws WeightFileException {
        if (type instanceof Name name) {
            return new Opaque(name.torchName().qualified());
        }
        if (type instanceof Opaque opaque) {
            return opaque;
        }
        throw input.problem("builds an object of a " + type.kind());
    }

    /** Of a state dictionary the state has the versions of its modules, which nobody needs. */
    private void fill() throws WeightFileException {
        PickleValue state = stack.pop();
        if (stack.peek(Dict.class).isPresent()) {
            stack.require(Dict.class, state);
        }
    }
}
