package io.github.blockwright.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The list of what is released ({@code -Prelease}) has each library that ships, in its version and with its check sum. */
class BillOfMaterialsIT {
    private static final Path BILL = Path.of("..", "..", "target", "bom.json");

    @Test
    void whatShipsIsInTheBill() throws IOException {
        assumeTrue(Files.exists(BILL), "-Prelease writes target/bom.json");
        JsonObject bill = JsonParser.parseString(Files.readString(BILL)).getAsJsonObject();
        Map<String, String> listed = new TreeMap<>();
        for (JsonElement element : bill.getAsJsonArray("components")) {
            JsonObject component = element.getAsJsonObject();
            if (component.has("hashes")) {
                listed.put(fileName(component), sha256(component));
            }
        }
        Map<String, String> shipped = new TreeMap<>();
        for (String line : Files.readAllLines(Path.of("src", "it", "libraries.sha256"))) {
            shipped.put(line.substring(66), line.substring(0, 64));
        }
        // Those of the system that builds.
        shipped.keySet().removeIf(name -> name.startsWith("pytorch-native-") && !listed.containsKey(name));
        assertThat(listed)
                .as("of an earlier build, perhaps: -Prelease writes %s anew", BILL)
                .containsAllEntriesOf(shipped);
    }

    private static String fileName(JsonObject component) {
        String address = component.get("purl").getAsString();
        String classifier =
                address.contains("classifier=") ? "-" + address.replaceFirst(".*classifier=([^&]+).*", "$1") : "";
        return component.get("name").getAsString() + "-"
                + component.get("version").getAsString() + classifier + ".jar";
    }

    private static String sha256(JsonObject component) {
        for (JsonElement hash : component.getAsJsonArray("hashes")) {
            if (hash.getAsJsonObject().get("alg").getAsString().equals("SHA-256")) {
                return hash.getAsJsonObject().get("content").getAsString();
            }
        }
        return "";
    }
}
