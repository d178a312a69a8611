package io.github.blockwright.runtime.testing;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Makes a folder of pictures of two classes, to train and to validate on, with everything wrong that a folder can have: 24
 * cats and 8 dogs to train on and 4 each to validate on that are fine, and the rest beside them.
 */
public final class MessyFolder {
    /** A file whose name would be obeyed by a careless page. */
    public static final String WICKED = "<img src=x onerror=alert(1)> & \"'.png";

    private final Path root;

    private MessyFolder(Path root) {
        this.root = root;
    }

    /** Fills a folder with pictures that are all fine: as many cats as dogs, none of them twice. */
    public static void tidy(Path root) throws IOException {
        new MessyFolder(root).fine(24, 24);
    }

    /** Fills a folder. */
    public static void messy(Path root) throws IOException {
        MessyFolder folder = new MessyFolder(root);
        folder.fine(24, 8);
        folder.repeated();
        folder.broken();
        folder.ofAllKinds();
        folder.noPictures();
    }

    private void fine(int cats, int dogs) throws IOException {
        for (int i = 0; i < cats; i++) {
            write("train/cat/" + i + ".jpg", jpeg(i));
        }
        for (int i = 0; i < dogs; i++) {
            write("train/dog/" + i + ".jpg", jpeg(100 + i));
        }
        for (int i = 0; i < 4; i++) {
            write("validation/cat/" + i + ".jpg", jpeg(200 + i));
            write("validation/dog/" + i + ".jpg", jpeg(300 + i));
        }
    }

    private void repeated() throws IOException {
        write("train/cat/twice.jpg", jpeg(7));
        write("validation/cat/copy.jpg", jpeg(0));
        write("validation/dog/smaller.jpg", Patterns.file(Patterns.scaled(photo(101), 60, 40), "jpeg"));
        write("train/dog/mislabelled.jpg", jpeg(3));
        write("train/dog/darker.png", Patterns.file(Patterns.darker(photo(4), 0.9), "png"));
    }

    private void broken() throws IOException {
        write("train/cat/empty.jpg", new byte[0]);
        write("train/cat/text.jpg", "this is a text".getBytes(StandardCharsets.UTF_8));
        byte[] png = Patterns.file(photo(400), "png");
        write("train/dog/cut.png", Arrays.copyOf(png, png.length / 2));
    }

    private void ofAllKinds() throws IOException {
        write("train/cat/really-a-png.jpg", Patterns.file(photo(401), "png"));
        write("train/cat/turned.jpg", turned(jpeg(402)));
        write("train/cat/" + WICKED, Patterns.file(photo(403), "png"));
        BufferedImage grey = new BufferedImage(120, 80, BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D graphics = grey.createGraphics();
        graphics.drawImage(photo(404), 0, 0, null);
        graphics.dispose();
        write("train/cat/grey.jpg", Patterns.file(grey, "jpeg"));
        BufferedImage transparent = new BufferedImage(120, 80, BufferedImage.TYPE_INT_ARGB);
        graphics = transparent.createGraphics();
        graphics.drawImage(photo(405), 0, 0, 120, 60, null);
        graphics.dispose();
        write("train/cat/transparent.png", Patterns.file(transparent, "png"));
        // Plain pictures look like nothing, and so not like each other.
        write("train/cat/white.png", plain(Color.WHITE, 30));
        write("train/dog/white.png", plain(Color.WHITE, 31));
        write("validation/dog/white.png", plain(Color.WHITE, 32));
    }

    private void noPictures() throws IOException {
        write("train/cat/notes.txt", "no picture".getBytes(StandardCharsets.UTF_8));
        write("train/cat/.hidden.jpg", jpeg(500));
    }

    private static BufferedImage photo(long seed) {
        return Patterns.picture(seed, 120, 80);
    }

    private static byte[] jpeg(long seed) {
        return Patterns.file(photo(seed), "jpeg");
    }

    private static byte[] plain(Color colour, int side) {
        BufferedImage plain = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = plain.createGraphics();
        graphics.setColor(colour);
        graphics.fillRect(0, 0, side, side);
        graphics.dispose();
        return Patterns.file(plain, "png");
    }

    /** With EXIF right after the start, whose one tag says that the picture is to be turned by a quarter. */
    private static byte[] turned(byte[] jpeg) {
        int[] exif = {
            0xff, 0xe1, 0, 34, 'E', 'x', 'i', 'f', 0, 0, 'M', 'M', 0, 42, 0, 0, 0, 8, // the header
            0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0, 0, 0, 0, 0
        };
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.write(jpeg, 0, 2);
        for (int b : exif) {
            file.write(b);
        }
        file.write(jpeg, 2, jpeg.length - 2);
        return file.toByteArray();
    }

    private void write(String name, byte[] content) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, content);
    }
}
