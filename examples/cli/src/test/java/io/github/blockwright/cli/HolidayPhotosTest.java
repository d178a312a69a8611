package io.github.blockwright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.blockwright.lessons.transfer.EightShapes;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A folder as it comes from a phone: three classes, some photos on their side, some broken, one of another kind. */
class HolidayPhotosTest {
    private static final List<String> CLASSES = List.of("beach", "forest", "town");
    private static final int HEIGHT = 40;
    private static final int WIDTH = 48;

    private final SplittableRandom random = new SplittableRandom(1);
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder;

    /** What is light tells the class, and lying on its side it would be another: the upper half, upright or level stripes. */
    private BufferedImage photo(String name) {
        BufferedImage photo = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        int shift = random.nextInt(8);
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                boolean light =
                        switch (name) {
                            case "beach" -> y < HEIGHT / 2 + shift - 4;
                            case "forest" -> (x + shift) / 6 % 2 == 0;
                            default -> (y + shift) / 6 % 2 == 0;
                        };
                photo.setRGB(x, y, (light ? 0x909090 : 0x202020) + 0x010101 * random.nextInt(90));
            }
        }
        return photo;
    }

    private static byte[] jpeg(BufferedImage photo) throws IOException {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        ImageIO.write(photo, "jpg", content);
        return content.toByteArray();
    }

    /** As a phone that is held upright stores it: on its side, and EXIF's orientation 6 says so. */
    private static byte[] onItsSide(BufferedImage photo) throws IOException {
        int across = HEIGHT;
        int down = WIDTH;
        BufferedImage stored = new BufferedImage(across, down, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                stored.setRGB(y, WIDTH - 1 - x, photo.getRGB(x, y));
            }
        }
        byte[] plain = jpeg(stored);
        ByteBuffer exif = ByteBuffer.allocate(plain.length + 36);
        exif.put(plain, 0, 2).putShort((short) 0xffe1).putShort((short) 34);
        exif.put(new byte[] {'E', 'x', 'i', 'f', 0, 0, 'M', 'M', 0, 42})
                .putInt(8)
                .putShort((short) 1);
        exif.putShort((short) 0x112)
                .putShort((short) 3)
                .putInt(1)
                .putShort((short) 6)
                .putShort((short) 0);
        return exif.putInt(0).put(plain, 2, plain.length - 2).array();
    }

    private String run(int code, String... arguments) {
        out.getBuffer().setLength(0);
        assertThat(Main.run(new PrintWriter(out), new PrintWriter(err), arguments))
                .as("%s", err)
                .isEqualTo(code);
        return out.toString();
    }

    @Test
    void makeARightModelAndAClearAccountOfWhatWasLeftOut() throws IOException {
        Path photos = folder.resolve("photos");
        for (String name : CLASSES) {
            Path of = Files.createDirectories(photos.resolve(name));
            for (int i = 0; i < 24; i++) {
                byte[] content = i % 3 == 0 ? onItsSide(photo(name)) : jpeg(photo(name));
                Files.write(of.resolve("IMG_" + i + ".JPG"), content);
            }
        }
        File webp = photos.resolve("beach/from-a-messenger.webp").toFile();
        assertThat(ImageIO.write(photo("beach"), "webp", webp)).isTrue();
        byte[] whole = jpeg(photo("town"));
        Files.write(photos.resolve("town/cut-off.jpg"), Arrays.copyOf(whole, whole.length / 2));
        Files.createFile(photos.resolve("town/empty.jpg"));
        Files.writeString(photos.resolve("forest/notes.txt"), "under the big tree");
        Path run = folder.resolve("run");

        String said = run(
                0,
                "train",
                EightShapes.class.getName(),
                "--data",
                photos.toString(),
                "--epochs",
                "20",
                "--output",
                run.toString());

        assertThat(said).contains("EightShapes is made for the 3 classes of the data", "written to " + run);
        assertThat(Files.readAllLines(run.resolve("bad-pictures.txt")))
                .hasSize(2)
                .anySatisfy(line -> assertThat(line).startsWith("town/cut-off.jpg\t"))
                .anySatisfy(line -> assertThat(line).startsWith("town/empty.jpg\t"));
        assertThat(run(3, "data", photos.toString()))
                .contains("files that are no pictures are passed over: 1 (notes.txt)", "WebP 1")
                .contains("24 turned upright by EXIF")
                .contains("! 2 pictures cannot be read: mend or delete them");
        for (String name : CLASSES) {
            Path upright = Files.write(folder.resolve(name + ".jpg"), jpeg(photo(name)));
            Path lying = Files.write(folder.resolve(name + "-lying.jpg"), onItsSide(photo(name)));
            for (Path picture : List.of(upright, lying)) {
                assertThat(run(0, "predict", run.toString(), "--format", "csv", "--top", "1", picture.toString()))
                        .contains(",1," + name + ",");
            }
        }
    }
}
