package sockets.udpecho;

import java.net.InetAddress;
import java.net.UnknownHostException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** ADDRESS[/PREFIX], RFC 4632: the addresses whose first PREFIX bits are the same. */
record AddressRange(byte[] address, int prefix) {
    boolean contains(InetAddress other) {
        byte[] bytes = other.getAddress();
        if (bytes.length != address.length) return false;
        for (int bit = 0; bit < prefix; bit++) {
            int mask = 0x80 >> (bit & 7);
            if (((bytes[bit >> 3] ^ address[bit >> 3]) & mask) != 0) return false;
        }
        return true;
    }

    static final class Converter implements ITypeConverter<AddressRange> {
        @Override
        public AddressRange convert(String value) {
            int slash = value.indexOf('/');
            String address = slash < 0 ? value : value.substring(0, slash);
            try {
                // only what looks like an address: getByName would ask the DNS for a name
                if (address.matches("[0-9]{1,3}(\\.[0-9]{1,3}){3}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*")) {
                    byte[] bytes = InetAddress.getByName(address).getAddress();
                    int bits = bytes.length * 8;
                    int prefix = slash < 0 ? bits : Integer.parseInt(value.substring(slash + 1));
                    if (prefix >= 0 && prefix <= bits) return new AddressRange(bytes, prefix);
                }
            } catch (UnknownHostException | NumberFormatException e) {
                // falls through: one message for all that is not ADDRESS/PREFIX
            }
            throw new TypeConversionException("not ADDRESS or ADDRESS/PREFIX");
        }
    }
}
