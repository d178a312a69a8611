package io.github.blockwright.runtime.recipe;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonPrimitive;
import io.github.blockwright.runtime.files.JsonText;
import io.github.blockwright.runtime.names.Excerpt;
import io.github.blockwright.runtime.names.Nearest;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Settings as JSON and back: a record is an object with a key for each component, one of several kinds has its name under
 * {@code type}, and what is not written keeps a default. What is written must be known and of the right type.
 */
final class RecordJson {
    private static final String TYPE = "type";

    private RecordJson() {}

    /** Indented, a line for each setting. */
    static String text(Record settings) {
        return new GsonBuilder()
                        .setPrettyPrinting()
                        .serializeNulls()
                        .disableHtmlEscaping()
                        .create()
                        .toJson(toJson(settings))
                + "\n";
    }

    /** @throws IllegalArgumentException if the text is no JSON object, or as {@link #fromJson} */
    static <T extends Record> T parse(String text, T defaults) {
        JsonElement json;
        try {
            json = JsonText.parse(text);
        } catch (JsonParseException e) {
            throw new IllegalArgumentException("This is no JSON: " + Excerpt.of(e.getMessage()), e);
        }
        @SuppressWarnings("unchecked")
        Class<T> type = (Class<T>) defaults.getClass();
        return fromJson("", json, type, defaults);
    }

    private static JsonObject toJson(Record settings) {
        JsonObject json = new JsonObject();
        if (isOneOfSeveral(settings.getClass())) {
            json.addProperty(TYPE, settings.getClass().getSimpleName());
        }
        for (RecordComponent component : settings.getClass().getRecordComponents()) {
            Object value = value(component, settings);
            json.add(component.getName(), element(value));
        }
        return json;
    }

    private static JsonElement element(Object value) {
        if (value instanceof Record settings) {
            return toJson(settings);
        }
        if (value instanceof Optional<?> optional) {
            return optional.isPresent() ? element(optional.get()) : JsonNull.INSTANCE;
        }
        if (value instanceof List<?> list) {
            JsonArray array = new JsonArray();
            list.forEach(item -> array.add(element(item)));
            return array;
        }
        return value instanceof Number number
                ? new JsonPrimitive(number)
                : value instanceof Boolean flag ? new JsonPrimitive(flag) : new JsonPrimitive(value.toString());
    }

    /**
     * The settings that the JSON says.
     *
     * @param place of the JSON in the whole, empty or ending in a dot
     * @param defaults what is not written, or null where everything must be
     * @throws IllegalArgumentException if a key is unknown, a value has another type or is out of range; the message names
     *     the key
     */
    private static <T extends Record> T fromJson(String place, JsonElement json, Class<T> type, T defaults) {
        Map<String, JsonElement> written = object(place, json);
        RecordComponent[] components = type.getRecordComponents();
        List<String> known =
                Arrays.stream(components).map(RecordComponent::getName).toList();
        for (String key : written.keySet()) {
            if (!known.contains(key) && !(key.equals(TYPE) && isOneOfSeveral(type))) {
                throw unknown(place + key, key, known);
            }
        }
        Object[] values = new Object[components.length];
        for (int i = 0; i < values.length; i++) {
            RecordComponent component = components[i];
            Object standard = defaults == null ? null : value(component, defaults);
            if (defaults == null && !written.containsKey(component.getName())) {
                throw new IllegalArgumentException(place + component.getName() + " is missing");
            }
            JsonElement element = written.get(component.getName());
            values[i] = element == null
                    ? standard
                    : read(place + component.getName(), element, component.getGenericType(), standard);
        }
        try {
            Class<?>[] types =
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
            return type.getDeclaredConstructor(types).newInstance(values);
        } catch (InvocationTargetException e) {
            String where = place.isEmpty() ? "" : place.substring(0, place.length() - 1) + ": ";
            throw new IllegalArgumentException(where + e.getCause().getMessage(), e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type + " has no canonical constructor", e);
        }
    }

    private static Object read(String place, JsonElement json, Type type, Object standard) {
        if (type instanceof ParameterizedType several) {
            Type one = several.getActualTypeArguments()[0];
            if (several.getRawType() == List.class) {
                return list(place, json, one);
            }
            Optional<?> set = (Optional<?>) standard;
            return json.isJsonNull()
                    ? Optional.empty()
                    : Optional.of(read(place, json, one, set.isPresent() ? set.get() : usual(one)));
        }
        Class<?> wanted = (Class<?>) type;
        if (wanted.isSealed()) {
            return oneOfSeveral(place, json, wanted, (Record) standard);
        }
        if (wanted.isRecord()) {
            return fromJson(place + ".", json, wanted.asSubclass(Record.class), (Record) standard);
        }
        return wanted.isEnum() ? constant(place, json, wanted) : primitive(place, json, wanted);
    }

    private static List<Object> list(String place, JsonElement json, Type type) {
        if (!json.isJsonArray()) {
            throw wrong(place, json, List.class);
        }
        List<Object> items = new ArrayList<>();
        for (JsonElement item : json.getAsJsonArray()) {
            items.add(read(place + "[" + items.size() + "]", item, type, null));
        }
        return items;
    }

    /** What a settings record calls its default, or null if it has none. */
    private static Object usual(Type type) {
        return Arrays.stream(((Class<?>) type).getFields())
                .filter(field -> field.getName().equals("DEFAULT"))
                .findFirst()
                .map(RecordJson::constant)
                .orElse(null);
    }

    private static Object constant(Field field) {
        try {
            return field.get(null);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(field + " cannot be read", e);
        }
    }

    private static Record oneOfSeveral(String place, JsonElement json, Class<?> kinds, Record standard) {
        JsonElement name = object(place + ".", json).get(TYPE);
        Class<?> kind = standard.getClass();
        if (name != null) {
            String wanted = (String) primitive(place + "." + TYPE, name, String.class);
            List<Class<?>> all = List.of(kinds.getPermittedSubclasses());
            kind = all.stream()
                    .filter(c -> c.getSimpleName().equals(wanted))
                    .findFirst()
                    .orElseThrow(() -> unknown(
                            place + "." + TYPE,
                            wanted,
                            all.stream().map(Class::getSimpleName).toList()));
        }
        return kind == standard.getClass()
                ? withDefaults(place + ".", json, standard)
                : fromJson(place + ".", json, kind.asSubclass(Record.class), null);
    }

    @SuppressWarnings("unchecked")
    private static <T extends Record> T withDefaults(String place, JsonElement json, T defaults) {
        return fromJson(place, json, (Class<T>) defaults.getClass(), defaults);
    }

    private static Object constant(String place, JsonElement json, Class<?> wanted) {
        String name = (String) primitive(place, json, String.class);
        List<Object> constants = List.of(wanted.getEnumConstants());
        return constants.stream()
                .filter(constant -> constant.toString().equals(name))
                .findFirst()
                .orElseThrow(() -> unknown(
                        place, name, constants.stream().map(Object::toString).toList()));
    }

    private static Object primitive(String place, JsonElement json, Class<?> wanted) {
        if (json.isJsonPrimitive()) {
            JsonPrimitive value = json.getAsJsonPrimitive();
            if (wanted == String.class && value.isString()) {
                return value.getAsString();
            }
            if (wanted == boolean.class && value.isBoolean()) {
                return value.getAsBoolean();
            }
            if ((wanted == double.class || wanted == Double.class) && value.isNumber()) {
                return value.getAsDouble();
            }
            if (wanted == int.class && value.isNumber()) {
                return whole(place, value);
            }
        }
        throw wrong(place, json, wanted);
    }

    private static int whole(String place, JsonPrimitive value) {
        try {
            return value.getAsBigDecimal().intValueExact();
        } catch (ArithmeticException e) {
            throw wrong(place, value, int.class);
        }
    }

    private static Map<String, JsonElement> object(String place, JsonElement json) {
        if (!json.isJsonObject()) {
            throw wrong(place.isEmpty() ? "The whole" : place.substring(0, place.length() - 1), json, Map.class);
        }
        return json.getAsJsonObject().asMap();
    }

    private static Object value(RecordComponent component, Record settings) {
        try {
            return component.getAccessor().invoke(settings);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(component + " cannot be read", e);
        }
    }

    private static boolean isOneOfSeveral(Class<?> type) {
        return Arrays.stream(type.getInterfaces()).anyMatch(Class::isSealed);
    }

    private static IllegalArgumentException wrong(String place, JsonElement json, Class<?> wanted) {
        String word = wanted == String.class
                ? "a text in quotes"
                : wanted == boolean.class
                        ? "true or false"
                        : wanted == Map.class
                                ? "an object in braces"
                                : wanted == List.class
                                        ? "a list in brackets"
                                        : wanted == int.class ? "a whole number" : "a number";
        return new IllegalArgumentException(Excerpt.of(place) + " should be " + word + ", not " + Excerpt.of(json));
    }

    private static IllegalArgumentException unknown(String place, String name, List<String> known) {
        return new IllegalArgumentException(Excerpt.of(place) + ": there is no " + Excerpt.of(name) + "; "
                + Nearest.question(name, known) + "there are " + String.join(", ", known));
    }
}
