package sockets.udpecho;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ExchangeTest {
    private final Exchange exchange = new Exchange();

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private Sent send(String text) {
        return exchange.next(bytes(text));
    }

    private Exchange.Match answer(String text) {
        return exchange.match(ByteBuffer.wrap(bytes(text)), System.nanoTime(), false);
    }

    @Test
    void anAnswerToAnEarlierMessageIsLateAndNotCounted() {
        Sent first = send("uno");
        first.state = Sent.State.LOST;
        send("dos");
        Exchange.Match late = answer("uno");
        assertEquals(Exchange.Kind.LATE, late.kind());
        assertSame(first, late.sent());
        assertEquals(Exchange.Kind.ANSWER, answer("dos").kind());
        assertEquals(1, exchange.unanswered());
    }

    @Test
    void aRepeatedAnswerIsADuplicate() {
        send("uno");
        assertEquals(Exchange.Kind.ANSWER, answer("uno").kind());
        assertEquals(Exchange.Kind.DUPLICATE, answer("uno").kind());
        assertEquals(0, exchange.unanswered());
    }

    @Test
    void theSameWordsBelongToTheMessageThatWaits() {
        send("hola").state = Sent.State.LOST;
        send("hola");
        assertEquals(Exchange.Kind.ANSWER, answer("hola").kind());
        assertEquals(Exchange.Kind.LATE, answer("hola").kind());
        assertEquals(Exchange.Kind.DUPLICATE, answer("hola").kind());
    }

    @Test
    void aPrefixOfTheServerIsAllowed() {
        Sent first = send("uno");
        first.state = Sent.State.LOST;
        send("dos");
        assertSame(first, answer("OK...uno").sent());
        assertEquals(Exchange.Kind.ANSWER, answer("OK...dos").kind());
    }

    @Test
    void otherWordsCountAsTheAnswerUnlessOnlyTheEchoDoes() {
        send("hola");
        ByteBuffer other = ByteBuffer.wrap(bytes("HOLA"));
        assertEquals(Exchange.Kind.OTHER, exchange.match(other, System.nanoTime(), true).kind());
        assertEquals(1, exchange.unanswered());
        assertEquals(Exchange.Kind.ANSWER, answer("HOLA").kind());
    }

    @Test
    void anEmptyAnswerBelongsToTheEmptyMessage() {
        Sent empty = send("");
        empty.state = Sent.State.LOST;
        send("dos");
        assertSame(empty, answer("").sent());
    }

    @Test
    void theSummaryIsPings() {
        for (int i = 0; i < 3; i++) {
            Sent sent = send("m" + i);
            sent.time = 0;
            long nanos = 101_000 + 49_000L * i;
            exchange.match(ByteBuffer.wrap(sent.message), nanos, false);
        }
        assertEquals(
                "3 sent, 3 received, 0% loss, rtt min/avg/max = 0.101/0.150/0.199 ms",
                exchange.summary());
        send("lost");
        assertEquals(
                "4 sent, 3 received, 25% loss, rtt min/avg/max = 0.101/0.150/0.199 ms",
                exchange.summary());
    }

    @Test
    void aSmallLossIsNotRoundedAway() {
        for (int i = 0; i < 300; i++) {
            send("m" + i);
            if (i > 0) answer("m" + i);
        }
        assertEquals("300 sent, 299 received, 0.3% loss", exchange.summary().split(", rtt")[0]);
    }
}
