package io.github.blockwright.runtime.files;

import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.StringReader;

/** JSON from outside, whose values must not lie within each other without end: reading them would end the stack. */
public final class JsonText {
    private static final String TOO_DEEP = "Nesting limit";

    private JsonText() {}

    /** @throws JsonParseException if the text is no JSON, or deeper than {@link FileLimit#JSON_DEPTH}; the message says which */
    public static JsonElement parse(String text) {
        try (JsonReader reader = new JsonReader(new StringReader(text))) {
            reader.setNestingLimit((int) Math.min(Integer.MAX_VALUE, FileLimit.JSON_DEPTH.value()));
            JsonElement json = JsonParser.parseReader(reader);
            if (!json.isJsonNull() && reader.peek() != JsonToken.END_DOCUMENT) {
                throw new JsonParseException("something stands behind its end");
            }
            return json;
        } catch (JsonParseException e) {
            throw String.valueOf(e.getMessage()).contains(TOO_DEEP) ? tooDeep(e) : plain(e);
        } catch (IOException e) {
            throw new JsonParseException(e.getMessage(), e);
        }
    }

    /** Without the names of the classes that the library puts before what it says. */
    private static JsonParseException plain(JsonParseException e) {
        return e.getCause() instanceof IOException cause && cause.getMessage() != null
                ? new JsonParseException(cause.getMessage(), e)
                : e;
    }

    private static JsonParseException tooDeep(JsonParseException cause) {
        return new JsonParseException("values lie within each other above " + FileLimit.JSON_DEPTH, cause);
    }
}
