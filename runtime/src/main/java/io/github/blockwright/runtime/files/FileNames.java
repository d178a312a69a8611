package io.github.blockwright.runtime.files;

import java.io.File;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * Names of files in any script, whatever the locale. On Linux a name is bytes, nearly always UTF-8, and Java reads them by
 * the locale's encoding: under {@code LC_ALL=C} nothing but ASCII is read, and what is no ASCII cannot even be asked for. The
 * bytes are kept by a path, though, and its URI shows them.
 */
public final class FileNames {
    private static final int MOST_BYTES = 255;
    private static final Pattern DEVICE =
            Pattern.compile("(con|prn|aux|nul|com[1-9]|lpt[1-9])(\\..*)?", Pattern.CASE_INSENSITIVE);
    private static final String UNRESERVED = "-._~!$&'()*+,;=:@/";

    private FileNames() {}

    /** The last part of a path as UTF-8 where its bytes are that, otherwise as the locale has it. */
    public static String name(Path path) {
        Path last = path.getFileName();
        return last == null ? path.toString() : decoded(path, last.toString());
    }

    /** The whole path in the same way, absolute if it is and relative if it is not. */
    public static String text(Path path) {
        if (isAscii(path.toString())) {
            return path.toString();
        }
        StringBuilder text =
                new StringBuilder(path.isAbsolute() ? path.getRoot().toString() : "");
        for (int i = 1; i <= path.getNameCount(); i++) {
            Path upTo = path.subpath(0, i);
            text.append(i == 1 ? "" : path.getFileSystem().getSeparator());
            text.append(name(path.isAbsolute() ? path.getRoot().resolve(upTo) : upTo));
        }
        return text.toString();
    }

    /**
     * A path below a folder, also where the locale has no letters for it.
     *
     * @param relative with slashes
     * @throws InvalidPathException if no file can have this name here
     */
    public static Path resolve(Path folder, String relative) {
        try {
            return folder.resolve(relative);
        } catch (InvalidPathException e) {
            if (isAscii(relative) || folder.getFileSystem() != FileSystems.getDefault()) {
                throw e;
            }
            String base = folder.toUri().getRawPath();
            String encoded = encoded(relative);
            try {
                return Path.of(URI.create("file://" + (base.endsWith("/") ? base : base + "/") + encoded));
            } catch (IllegalArgumentException stillNot) {
                e.addSuppressed(stillNot);
                throw e;
            }
        }
    }

    /** Whether no file can have a name here, or none but a device. */
    static boolean cannotBe(String name) {
        return name.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES
                || name.indexOf(0) >= 0
                || (File.separatorChar == '\\' && isDevice(name));
    }

    /** Whether Windows takes a name for one of a device, whatever its ending. */
    static boolean isDevice(String name) {
        return DEVICE.matcher(name).matches();
    }

    private static String decoded(Path path, String asTheLocaleHasIt) {
        if (isAscii(asTheLocaleHasIt) || path.getFileSystem() != FileSystems.getDefault()) {
            return asTheLocaleHasIt;
        }
        String raw = path.toUri().getRawPath();
        String trimmed = raw.endsWith("/") ? raw.substring(0, raw.length() - 1) : raw;
        byte[] bytes = bytes(trimmed.substring(trimmed.lastIndexOf("/") + 1));
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return asTheLocaleHasIt;
        }
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c < 0x80);
    }

    private static String encoded(String text) {
        StringBuilder encoded = new StringBuilder();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            boolean plain = b >= 0 && (Character.isLetterOrDigit(b) || UNRESERVED.indexOf(b) >= 0);
            encoded.append(plain ? String.valueOf((char) b) : "%%%02X".formatted(b & 0xff));
        }
        return encoded.toString();
    }

    private static byte[] bytes(String encoded) {
        ByteBuffer bytes = ByteBuffer.allocate(encoded.length() * 3);
        for (int i = 0; i < encoded.length(); i++) {
            if (encoded.charAt(i) == '%') {
                bytes.put((byte) Integer.parseInt(encoded.substring(i + 1, i + 3), 16));
                i += 2;
            } else {
                bytes.put(String.valueOf(encoded.charAt(i)).getBytes(StandardCharsets.UTF_8));
            }
        }
        byte[] exact = new byte[bytes.position()];
        bytes.flip().get(exact);
        return exact;
    }
}
